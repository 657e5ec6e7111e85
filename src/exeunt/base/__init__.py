"""Floor 1: what everything stands on; knows nothing of venues, people or runs."""

from exeunt.base.kernel_cache import choose_folder

choose_folder()
