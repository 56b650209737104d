"""Templates keep their bytecode in a `__pycache__` beside them, as Python does: compiling costs as much as 90 pages."""

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Beside(FileSystemBytecodeCache):
    """Bytecode in the folder of installed templates; where nobody may write, each run compiles anew.

    Jinja asks for the same text and the same Python; what else the bytecode depends on is in the name of its file.

    Args:
        generator: the file of the generator of code, with its options.
        directory: where bytecode is kept.
    """

    def __init__(self, generator: Path, directory: Path) -> None:
        text = sha256(generator.read_bytes()).hexdigest()[:8]
        kind = f"{sys.implementation.cache_tag}-jinja-{jinja2.__version__}-{text}"
        super().__init__(str(directory), f"%s.{kind}.jinjac")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what was kept; a damaged file is made anew."""
        with suppress(OSError, EOFError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled, if it may."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
