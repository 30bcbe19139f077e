"""The small plan that every rule's example stands in; an example shows only the files it changes."""

FILES = {
    "programme.yaml": """\
format: ragplan/1
programme: example
title: Example plan
calendar:
  every: 2 weeks
  first: 2014-01-06
  last: 2014-03-31
key: rag-complete
registers: [francis-2013]
organisations:
  A: {name: Alpha Hospital}
  B: {name: Beta Council}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - ref: "1.1"
        title: Publish the response
        due: 2014-01-31
        owners: [A]
        leads: [AA]
""",
    "A.yaml": """\
organisation: A
actions:
  - ref: "1.1"
    rating: amber
    status: Drafted.
""",
    "registers/francis-2013.yaml": """\
register: francis-2013
title: The Francis report
recommendations: 1-290
""",
}
