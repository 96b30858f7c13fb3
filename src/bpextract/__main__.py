"""The command line as `python -m bpextract`, for where the command itself is not on the path."""

from bpextract.cli import main

if __name__ == "__main__":
    main()
