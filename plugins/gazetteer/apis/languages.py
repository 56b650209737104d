"""The languages in which AsyncAPI messages say what they carry (`schemaFormat`, 2.6.0 and 3.0.0, Schema Formats)."""

_JSON = ("application/vnd.aai.asyncapi", "application/schema", "application/vnd.oai.openapi")
_OTHERS = {
    "application/vnd.apache.avro": "avro",
    "application/vnd.google.protobuf": "protobuf",
}


def language(stated: str) -> str:
    """`json` for JSON Schema and its relatives, `avro`, `protobuf`; any other as it is written, without parameters."""
    kind = stated.partition(";")[0].partition("+")[0].strip().lower()
    if not kind or kind.startswith(_JSON):
        return "json"
    return _OTHERS.get(kind, kind)
