"""Answers templates with Jinja2, configured as dbt configures it.

    jinja_corpus.py record <snippets.txt> <corpus.jsonl>   writes the recorded answers
    jinja_corpus.py judge                                   answers JSON lines of stdin on stdout

A line of snippets.txt is one template; a backslash followed by n, t or r is that character, two
backslashes are one. Empty lines and lines that begin with "##" are skipped.
"""
import json
import re
import signal
import sys

import jinja2

CONTEXT = {
    "n": 3,
    "neg": -7,
    "big": 12345678901234567890,
    "f": 2.5,
    "s": "Hello World",
    "u": "h\u00e9llo \U0001f600 x",
    "empty": "",
    "t": True,
    "z": None,
    "l": [3, 1, 2],
    "words": ["beta", "Alpha", "gamma", "alpha"],
    "d": {"a": 1, "b": {"c": "x"}, "k y": [1, 2]},
    "rows": [{"k": "b", "v": 2}, {"k": "A", "v": 1}, {"k": "b", "v": 3}],
}
ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
SECONDS = 1


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong()


def answer(source):
    try:
        template = ENVIRONMENT.from_string(source)
    except jinja2.TemplateSyntaxError as error:
        return {"ok": False, "error": error.message, "line": error.lineno, "syntax": True}
    except SyntaxError as error:
        return {"ok": False, "error": error.msg, "syntax": True}
    try:
        return {"ok": True, "out": template.render(**json.loads(json.dumps(CONTEXT)))}
    except Exception as error:
        line = None
        trace = error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return {"ok": False, "error": str(error), "line": line, "syntax": False}


def guarded(source):
    """None for what takes too long or prints an address."""
    signal.alarm(SECONDS)
    try:
        result = answer(source)
        signal.alarm(0)
    except TooLong:
        return None
    if result["ok"] and re.search(r" at 0x[0-9a-f]+", result["out"]):
        return None
    return result


def unescaped(line):
    return re.sub(
        r"\\([ntr\\])", lambda m: {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[m[1]], line
    )


def record(snippets, corpus):
    with open(snippets, encoding="utf-8") as lines, open(corpus, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("##"):
                continue
            source = unescaped(line)
            result = guarded(source)
            if result is None:
                print(f"{snippets}, line {number}: left out, no fixed answer", file=sys.stderr)
                continue
            out.write(json.dumps({"id": number, "source": source, **result}) + "\n")


def judge():
    for line in sys.stdin:
        print(json.dumps(guarded(json.loads(line)["source"])), flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, too_long)
    if sys.argv[1:] == ["judge"]:
        judge()
    else:
        record(*sys.argv[2:])
