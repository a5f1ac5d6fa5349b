"""Where the one-folder build begins: the command `lingkar`, or the other process of `store.exchange.apart`."""

import sys

from store.exchange import apart
from tui import cli

if __name__ == "__main__":
    if sys.argv[1:] == [apart.WORD]:
        apart.main()
    else:
        sys.exit(cli.main())
