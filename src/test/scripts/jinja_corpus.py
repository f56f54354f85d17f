"""Answers templates with Jinja2, configured as dbt configures it.

    jinja_corpus.py record <snippets.txt> <corpus.jsonl>   writes the recorded answers
    jinja_corpus.py again <answers.jsonl>                   writes the file's answers anew
    jinja_corpus.py judge                                   answers JSON lines of stdin on stdout

A question is {"source": template}, with "native": true if the value is wanted that dbt reads from a
YAML file's template, as its repr.

A line of snippets.txt is one template; a backslash followed by n, t or r is that character, two
backslashes are one. Empty lines and lines that begin with "##" are skipped.
"""
import ast
import datetime
import itertools
import json
import re
import signal
import sys

import jinja2
import jinja2.nativetypes
import jinja2.sandbox

try:
    import pytz
except ImportError:  # Only the recorded answers need it.
    pytz = None

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
ENVIRONMENT = jinja2.sandbox.SandboxedEnvironment(
    extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]
)
SECONDS = 1


def context():
    """The context anew, with what JSON has no form for."""
    modules = {
        "datetime": {
            name: getattr(datetime, name) for name in ("date", "datetime", "time", "timedelta")
        },
        "re": {name: getattr(re, name) for name in re.__all__},
        "itertools": {name: getattr(itertools, name) for name in dir(itertools)},
    }
    if pytz:
        modules["pytz"] = {name: getattr(pytz, name) for name in pytz.__all__}
    return {**json.loads(json.dumps(CONTEXT)), "tup": (1, "a", None), "modules": modules}


class AsText(str):
    pass


class AsNative(str):
    pass


class AsBool(AsNative):
    pass


class AsNumber(AsNative):
    pass


class NativeEnvironment(jinja2.sandbox.SandboxedEnvironment):
    code_generator_class = jinja2.nativetypes.NativeCodeGenerator


NATIVE = NativeEnvironment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
ENVIRONMENT.filters["is_list"] = NATIVE.filters["is_list"] = lambda x: isinstance(x, list)
for name, marker in [
    ("as_text", AsText), ("as_native", AsNative), ("as_bool", AsBool), ("as_number", AsNumber)
]:
    ENVIRONMENT.filters[name] = lambda x: x
    NATIVE.filters[name] = marker


def collected(pieces):
    """One piece stays what it is, unless it is marked to be read as a literal."""
    head = list(itertools.islice(pieces, 2))
    if not head:
        return ""
    only = head[0]
    if len(head) > 1:
        return "".join([str(piece) for piece in itertools.chain(head, pieces)])
    if isinstance(only, AsText):
        return str(only)
    if not isinstance(only, AsNative):
        return only
    try:
        value = ast.literal_eval(only)
    except (ValueError, SyntaxError, MemoryError):
        value = only
    if isinstance(only, AsBool) and not isinstance(value, bool):
        raise ValueError("no bool: " + only)
    if isinstance(only, AsNumber) and type(value) not in (int, float):
        raise ValueError("no number: " + only)
    return value


def native(template):
    try:
        pieces = template.root_render_func(template.new_context(context()))
        return repr(collected(pieces))
    except Exception:
        NATIVE.handle_exception()


def text(template):
    return template.render(**context())


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong()


def answer(source, is_native):
    try:
        template = (NATIVE if is_native else ENVIRONMENT).from_string(source)
    except jinja2.TemplateSyntaxError as error:
        return {"ok": False, "error": error.message, "line": error.lineno, "syntax": True}
    except SyntaxError as error:
        return {"ok": False, "error": error.msg, "syntax": True}
    except (AssertionError, TypeError):
        # Faults of Jinja2's compiler: names in the filters of a set block, a constant dict with a
        # list for a key.
        return None
    try:
        return {"ok": True, "out": native(template) if is_native else text(template)}
    except Exception as error:
        line = None
        trace = error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return {"ok": False, "error": str(error), "line": line, "syntax": False}


def guarded(source, is_native=False):
    """None for what takes too long or prints an address."""
    signal.alarm(SECONDS)
    try:
        result = answer(source, is_native)
        signal.alarm(0)
    except TooLong:
        return None
    if result and result["ok"] and re.search(r" at 0x[0-9a-f]+", result["out"]):
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


def again(answers):
    with open(answers, encoding="utf-8") as lines:
        questions = [json.loads(line) for line in lines]
    with open(answers, "w", encoding="utf-8") as out:
        for question in questions:
            asked = {key: question[key] for key in ("source", "native") if key in question}
            result = guarded(asked["source"], asked.get("native", False))
            if result is not None:
                out.write(json.dumps({**asked, **result}) + "\n")


def judge():
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(guarded(question["source"], question.get("native", False))), flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, too_long)
    if sys.argv[1:] == ["judge"]:
        judge()
    elif sys.argv[1:2] == ["again"]:
        again(sys.argv[2])
    else:
        record(*sys.argv[2:])
