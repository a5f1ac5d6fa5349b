"""Make what brings Lingkar onto a laptop that was never online. Needs a network itself.

`python .ci/kit` makes the offline kits of all systems for all versions of Python, in dist/; `--os`, `--python` and `-o`
choose. `python .ci/kit --one-folder` makes the program with its Python in one folder, for the system at hand.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from kit import make_kit
from onefolder import make_folder
from project import ROOT, CouldNot, own_wheel, tools
from systems import PYTHONS, SYSTEMS


def main() -> int:
    """Make what was asked for; see the top of the file."""
    names = [system.name for system in SYSTEMS]
    parser = argparse.ArgumentParser(prog="python .ci/kit", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--os", nargs="+", choices=[*names, "all"], default=["all"], help="for which systems")
    parser.add_argument("--python", nargs="+", choices=PYTHONS, default=list(PYTHONS), help="for which versions")
    parser.add_argument("--one-folder", action="store_true", help="the program with its Python, for the system at hand")
    parser.add_argument("-o", dest="target", type=Path, default=ROOT / "dist", metavar="FOLDER", help="where to")
    args = parser.parse_args()
    target = args.target.absolute()
    try:
        with tempfile.TemporaryDirectory() as place:
            scratch = Path(place)
            own = own_wheel(scratch)
            if args.one_folder:
                make_folder(tools(scratch / "tools", own), scratch, target)
                return 0
            python = tools(scratch / "tools")
            for system in SYSTEMS:
                if system.name in args.os or "all" in args.os:
                    make_kit(system, args.python, own, python, scratch, target)
    except CouldNot as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
