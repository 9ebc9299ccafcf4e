#!/usr/bin/env python3
"""Lists the examples that violate their own documents, judged by an independent JSON Schema validator.

usage: invalid_examples.py --packages packages.json --root SPECS --out invalid.json [--only a,b] [--reasons reasons.txt]

Needs the package `jsonschema` (scripts/packages installs it). The output maps an example's path below --root to its operation to the
parts that are invalid, `request` or a status: {"…/examples/Foo.json": {"Foo_Get": ["200"]}}. `armspan_runtime::replay` reads it.
"""

import argparse
import base64
import datetime
import functools
import json
import os
import re
import sys
import urllib.parse

from jsonschema import Draft4Validator, FormatChecker, ValidationError, validators
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_date_time(value):
    if not isinstance(value, str):
        return True
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:?\d\d)?", value)
    if not match:
        return False
    try:
        datetime.date.fromisoformat(match[1])
    except ValueError:
        return False
    return int(match[2]) < 24 and int(match[3]) < 60 and int(match[4]) < 61


@FORMATS.checks("byte")
def is_base64(value):
    if not isinstance(value, str):
        return True
    try:
        base64.b64decode(value, validate=True)
        return True
    except ValueError:
        return False


@FORMATS.checks("int32")
def is_int32(value):
    return isinstance(value, bool) or not isinstance(value, int) or -(2**31) <= value < 2**31


@FORMATS.checks("int64")
def is_int64(value):
    return isinstance(value, bool) or not isinstance(value, int) or -(2**63) <= value < 2**63


def check_type(validator, types, instance, schema):
    """JSON Schema's `type`, but that `x-nullable` allows null and `file` is anything."""
    if types == "file" or (instance is None and schema.get("x-nullable")):
        return
    yield from Draft4Validator.VALIDATORS["type"](validator, types, instance, schema)


def check_properties(validator, properties, instance, schema):
    """JSON Schema's `properties`, but that a schema which has them and names no type means an object."""
    if "type" not in schema and not isinstance(instance, dict) and not (instance is None and schema.get("x-nullable")):
        yield ValidationError(f"{instance!r} is not of type 'object'")
    yield from Draft4Validator.VALIDATORS["properties"](validator, properties, instance, schema)


def check_pattern(validator, pattern, instance, schema):
    """JSON Schema's `pattern`, but that one which is no regular expression here (another dialect's) is no limit."""
    try:
        re.compile(pattern)
    except re.error:
        return
    yield from Draft4Validator.VALIDATORS["pattern"](validator, pattern, instance, schema)


class Specs:
    """Documents by URI, and the derived schemas of every polymorphic base."""

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.registry = Registry(retrieve=lambda uri: Resource(contents=self.read(uri), specification=DRAFT4))

    def uri(self, path):
        return "file://" + urllib.parse.quote(os.path.abspath(os.path.join(self.root, path)))

    @functools.lru_cache(maxsize=None)
    def read(self, uri):
        path = urllib.parse.unquote(urllib.parse.urlsplit(uri).path)
        with open(path, encoding="utf-8-sig") as file:
            return json.load(file)

    def resolve(self, base, value):
        """Follows `$ref`: (base URI, value)."""
        while isinstance(value, dict) and isinstance(value.get("$ref"), str):
            resolved = self.registry.resolver(base).lookup(value["$ref"])
            base, value = resolved.resolver._base_uri, resolved.contents
        return base, value


class Package:
    """The documents of one package."""

    def __init__(self, specs, documents):
        self.specs = specs
        self.documents = [specs.uri(document) for document in documents]
        self.derived = {}
        pending, seen = list(self.documents), set()
        while pending:
            uri = pending.pop()
            if uri in seen:
                continue
            seen.add(uri)
            try:
                document = specs.read(uri)
            except (OSError, ValueError):
                continue
            for name, schema in document.get("definitions", {}).items():
                value = schema.get("x-ms-discriminator-value", name)
                for part in schema.get("allOf", []):
                    if "$ref" in part:
                        base = urllib.parse.urljoin(uri, part["$ref"])
                        self.derived.setdefault(base, []).append((value, f"{uri}#/definitions/{name}"))
            for reference in references(document):
                target = urllib.parse.urljoin(uri, reference).split("#")[0]
                if target != uri and "/examples/" not in target:
                    pending.append(target)
        self.validator = validators.extend(
            Draft4Validator,
            {
                "type": check_type,
                "pattern": check_pattern,
                "properties": check_properties,
                "discriminator": self.check_discriminator,
            },
        )
        self.active = set()

    def check_discriminator(self, validator, name, instance, schema):
        """A value of a polymorphic base must also satisfy the derived schema that its discriminator names."""
        if not isinstance(instance, dict):
            return
        here = self.base_of(schema)
        value = instance.get(name)
        key = (id(instance), id(schema))
        if here is None or key in self.active:
            return
        self.active.add(key)
        try:
            for target in self.variants(here, value):
                yield from validator.descend(instance, {"$ref": target})
        finally:
            self.active.discard(key)

    @functools.lru_cache(maxsize=None)
    def bases(self):
        found = {}
        for base in self.derived:
            try:
                found[id(self.specs.registry.resolver().lookup(base).contents)] = base
            except Exception:  # a base that cannot be found has no variants
                continue
        return found

    def base_of(self, schema):
        return self.bases().get(id(schema))

    def variants(self, base, value):
        for candidate, target in self.derived.get(base, []):
            if isinstance(value, str) and candidate.lower() == value.lower():
                yield target
            yield from self.variants(target, value)

    def check(self, base, schema, instance):
        whole = self.validator({"$ref": "#/whole"}, registry=self.specs.registry, format_checker=FORMATS)
        validator = whole.evolve(schema=schema, _resolver=self.specs.registry.resolver(base))
        return next((describe(error) for error in validator.iter_errors(instance)), None)

    def operations(self):
        for uri in self.documents:
            document = self.specs.read(uri)
            paths = {**document.get("paths", {}), **document.get("x-ms-paths", {})}
            for item in paths.values():
                base, item = self.specs.resolve(uri, item)
                for verb in ("get", "put", "post", "patch", "delete", "head", "options"):
                    if verb in item:
                        yield uri, item.get("parameters", []), item[verb]

    def findings(self):
        for uri, shared, operation in self.operations():
            for example in operation.get("x-ms-examples", {}).values():
                if "$ref" not in example:
                    continue
                target = urllib.parse.urljoin(uri, example["$ref"])
                path = urllib.parse.unquote(urllib.parse.urlsplit(target).path)
                relative = os.path.relpath(path, self.specs.root)
                try:
                    content = self.specs.read(target)
                except (OSError, ValueError) as error:
                    yield relative, operation, "request", f"cannot be read: {error}"
                    continue
                yield from self.check_request(relative, uri, shared, operation, content)
                yield from self.check_responses(relative, uri, operation, content)

    def check_request(self, relative, uri, shared, operation, content):
        # In any letter case, and `null` is how some say that they leave a parameter out.
        given = {key.lower(): value for key, value in content.get("parameters", {}).items() if value is not None}
        for parameter in list(shared) + operation.get("parameters", []):
            base, parameter = self.specs.resolve(uri, parameter)
            name = parameter["name"]
            if name == "api-version":
                continue
            if name.lower() not in given:
                if parameter.get("required") and len(parameter.get("enum", [])) != 1:
                    yield relative, operation, "request", f"required parameter `{name}` is missing"
                continue
            schema = parameter.get("schema")
            if schema is None:
                schema = {k: v for k, v in parameter.items() if k not in ("name", "in", "required", "description")}
            fault = self.check(base, schema, given[name.lower()])
            if fault:
                yield relative, operation, "request", f"parameter `{name}`: {fault}"

    def check_responses(self, relative, uri, operation, content):
        for status, answer in content.get("responses", {}).items():
            declared = operation.get("responses", {}).get(status)
            if declared is None:
                yield relative, operation, status, "the document has no such status"
                continue
            base, declared = self.specs.resolve(uri, declared)
            if not isinstance(answer, dict) or "body" not in answer or "schema" not in declared:
                continue
            fault = self.check(base, declared["schema"], answer["body"])
            if fault:
                yield relative, operation, status, fault


def references(value):
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "$ref" and isinstance(child, str):
                yield child
            elif key not in ("x-ms-examples", "example", "examples"):
                yield from references(child)
    elif isinstance(value, list):
        for child in value:
            yield from references(child)


def describe(error):
    return f"{error.json_path}: {error.message[:200]}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--packages", required=True)
    arguments.add_argument("--root", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--reasons")
    options = arguments.parse_args()
    only = set(filter(None, options.only.split(",")))
    with open(options.packages, encoding="utf-8") as file:
        packages = [package for package in json.load(file) if not only or package["name"] in only]
    specs, invalid, reasons = Specs(options.root), {}, []
    for package in packages:
        for relative, operation, part, reason in Package(specs, package["documents"]).findings():
            parts = invalid.setdefault(relative, {}).setdefault(operation.get("operationId", ""), [])
            if part not in parts:
                parts.append(part)
            reasons.append(f"{package['name']}\t{operation.get('operationId')}\t{relative}\t{part}\t{reason}")
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(invalid, file, indent=1, sort_keys=True)
    if options.reasons:
        with open(options.reasons, "w", encoding="utf-8") as file:
            file.write("\n".join(sorted(set(reasons))) + "\n")
    parts = sum(len(parts) for operations in invalid.values() for parts in operations.values())
    print(f"{len(invalid)} examples with {parts} parts that violate their own documents")


if __name__ == "__main__":
    sys.exit(main())
