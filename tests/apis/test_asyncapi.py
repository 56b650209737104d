"""What an application sends and receives, in both majors of AsyncAPI."""

import pytest

from gazetteer.apis.read import read_surface

V2 = """\
asyncapi: 2.6.0
info: {title: Lights, version: "1"}
defaultContentType: application/json
servers: {main: {url: "broker:9092", protocol: kafka}}
channels:
  light.{id}.measured:
    parameters: {id: {schema: {type: string}}}
    publish:
      operationId: onMeasured
      message: {$ref: "#/components/messages/Measured"}
    subscribe:
      message:
        oneOf:
          - {name: on, payload: {$ref: "#/components/schemas/Turn"}}
          - {name: off, payload: {type: string}}
components:
  messages:
    Measured: {summary: A measurement., payload: {type: object, properties: {lumens: {type: integer}}}}
  schemas:
    Turn: {type: object}
"""

V3 = """\
asyncapi: 3.0.0
info: {title: Lights, version: "1"}
servers: {main: {host: "broker:9092", protocol: kafka}}
channels:
  measured:
    address: light.{id}.measured
    messages: {Measured: {$ref: "#/components/messages/Measured"}}
operations:
  onMeasured:
    action: receive
    channel: {$ref: "#/channels/measured"}
    tags: [{name: light}]
    reply: {messages: [{$ref: "#/channels/measured/messages/Measured"}]}
  elsewhere:
    action: send
    channel: {$ref: "other.yaml#/channels/away"}
components:
  messages:
    Measured: {payload: {schemaFormat: x, schema: {$ref: "#/components/schemas/Lumens"}}}
  schemas:
    Lumens: {type: integer}
"""


def read(text):
    return read_surface(None, "events.yaml", text)


def test_version_2_is_told_from_the_side_of_the_application():
    surface, faults = read(V2)
    assert faults == ()
    receive, send = surface.operations
    assert (receive.method, receive.id, receive.path) == (
        "RECEIVE",
        "onMeasured",
        "light.{id}.measured",
    )
    assert (receive.request.type, receive.request.media) == ("Measured", ("application/json",))
    assert (send.method, send.anchor, send.request.type) == (
        "SEND",
        "send-light.-id-.measured",
        "Turn | off",
    )
    assert [(p.name, p.type) for p in send.parameters] == [("id", "string")]
    assert [(type_.name, type_.kind) for type_ in surface.types] == [
        ("Turn", "object"),
        ("Measured", "object"),
    ]
    assert surface.servers == ("kafka://broker:9092",)


def test_version_3():
    surface, faults = read(V3)
    assert faults == ()
    receive, send = surface.operations
    assert (receive.method, receive.path, receive.place.line) == (
        "RECEIVE",
        "light.{id}.measured",
        9,
    )
    assert (receive.request.type, receive.tags) == ("Lumens", ("light",))
    assert [body.type for body in receive.responses] == ["Lumens"]
    assert (send.method, send.path) == ("SEND", "away")
    assert not surface.complete


def test_what_is_wrong_has_a_place():
    text = V3.replace("action: send", "action: sned").replace("3.0.0", "4.0.0")
    text = text.replace('"#/components/schemas/Lumens"', '"#/components/schemas/None"')
    found = [(f.code, f.place.line) for f in read(text)[1]]
    assert found == [("version", 1), ("value", 15), ("dangling-ref", 19)]


def test_wrong_shapes_are_passed_over():
    surface, faults = read("""\
asyncapi: 2.0.0
channels:
  a: {publish: {message: {oneOf: [1, {$ref: "x.yaml#/a"}]}}, subscribe: 3, parameters: []}
  b: {$ref: "#/channels/b"}
components: []
""")
    assert [o.method for o in surface.operations] == ["RECEIVE", "SEND"]
    assert {f.code for f in faults} == {"missing-key", "circular-ref", "type"}


def test_the_corpus(corpora):
    for path in (corpora / "openapi" / "asyncapi__spec").rglob("*.yml"):
        surface, faults = read(path.read_text())
        assert faults == ()
        assert [(o.method, o.id) for o in surface.operations] == [
            ("RECEIVE", "receiveLightMeasurement"),
            ("SEND", "turnOn"),
            ("SEND", "turnOff"),
            ("SEND", "dimLight"),
        ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """\
asyncapi: 3.0.0
info: {title: t, version: "1"}
channels:
  a:
    adress: here
    messages: {m: {payload: {type: object}}}
operations:
  o:
    action: send
    channel: {$ref: "#/channels/a"}
    sumary: x
""",
            [("unknown-key", 5, "/channels/a/adress"), ("unknown-key", 11, "/operations/o/sumary")],
        ),
        (
            """\
asyncapi: 2.4.0
info: {title: t, version: "1"}
channels:
  a:
    publish:
      message: {payload: {type: object}, contentTyp: application/json}
    parameters: [id]
""",
            [
                ("unknown-key", 6, "/channels/a/publish/message/contentTyp"),
                ("type", 7, "/channels/a/parameters"),
            ],
        ),
        ("asyncapi: 2.6.0\ninfo: {title: t, version: 1.0}\nchannels: {}\n", [("type", 2, "/info/version")]),
    ],
)  # fmt: skip
def test_the_structure_is_judged_by_the_schema_of_its_version(text, expected):
    assert [(f.code, f.place.line, f.place.key) for f in read(text)[1]] == expected
