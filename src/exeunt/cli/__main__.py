"""``python -m exeunt.cli`` does what ``exeunt`` does."""

from exeunt.cli import main

main()
