"""Bytes to text: byte-order marks, line ends, and what is no text at all."""

import msgspec


class NotText(msgspec.Struct, frozen=True):
    """Why some bytes are no text: `binary` or `encoding`, with the 1-based line of the first bad byte."""

    code: str
    message: str
    line: int


def decode(content: bytes) -> str | NotText:
    """Reads UTF-8 (with or without a mark) or UTF-16 with a mark; line ends become line feeds."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            return NotText("encoding", f"not valid UTF-16: {error.reason}", 1)
    else:
        if b"\0" in content[:8192]:
            return NotText("binary", "this is a binary file, not text", 1)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return NotText(
                "encoding", f"byte 0x{content[error.start]:02x} is not valid UTF-8", line
            )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
