#!/usr/bin/env python3
"""Do the files that authors and students write keep to the schemas that editors read? Every TOML file of the tree is checked with
the schema that .taplo.toml gives it; one that no schema is for is a violation as well. Prints one line, FILE: WHERE: WHY, per
violation. (That the schemas are those of the parser's tables is asked by harness/scenario/editor_schema_test.cpp.)

    check_schemas.py [TOP]
"""
import json
import pathlib
import sys
import tomllib

try:
    import jsonschema
except ImportError:
    jsonschema = None

PLACES = ["suites", "assignments", "reference"]


def rules(top):
    """(patterns, schema) of every rule in .taplo.toml, and the schema is itself a right one."""
    for rule in tomllib.loads((top / ".taplo.toml").read_text(encoding="utf-8"))["rule"]:
        schema = json.loads((top / rule["schema"]["path"]).read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        yield rule["include"], jsonschema.Draft7Validator(schema)


def complaints(validator, document):
    for error in validator.iter_errors(document):
        where = "/".join(str(part) for part in error.absolute_path) or "the file"
        yield f"{where}: {error.message[:200]}"


def violations(top):
    known = list(rules(top))
    for file in sorted(file for place in PLACES for file in (top / place).rglob("*.toml")):
        path = file.relative_to(top)
        validators = [validator for patterns, validator in known if any(file.match(pattern) for pattern in patterns)]
        if not validators:
            yield f"{path}: no rule of .taplo.toml is for it"
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        for validator in validators:
            yield from (f"{path}: {why}" for why in complaints(validator, document))


def main():
    if jsonschema is None:
        print("schemas: not checked, because python3-jsonschema is not installed (ci/install test)")
        return 77
    top = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    found = list(violations(top))
    print("\n".join(found) if found else "schemas: every file keeps to its own")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
