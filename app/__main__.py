"""Make `python -m app` the command `usher`."""

from app.cli import main

if __name__ == "__main__":
    main()
