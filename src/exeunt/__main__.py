"""``python -m exeunt`` does what ``exeunt`` does."""

from exeunt.cli import main

if __name__ == "__main__":
    main()
