"""`python -m mediation` is the command `mediation`."""

from mediation.cli.main import main

if __name__ == "__main__":
    main()
