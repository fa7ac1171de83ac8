"""Declare to the executor how the fields of our schema get their values."""

import strawberry
from graphql import GraphQLField, GraphQLObjectType, Undefined

from execution import EXTENSION, Attribute, Function, Instances, Kind, declare, resolver_of


def declare_fields(schema: strawberry.Schema) -> None:
    """Declare fields with a kind in their metadata, plain attributes, and methods that take only the object.

    Other root fields keep their resolvers.
    """
    built = schema._schema
    roots = (built.query_type, built.mutation_type, built.subscription_type)

    def kind_of(owner: GraphQLObjectType, name: str, field: GraphQLField) -> Kind | None:
        for given in field.args.values():
            if given.default_value is None:
                given.default_value = Undefined  # in Python, what is left out is None
        definition = field.extensions["strawberry-definition"]
        declared: Kind | None = definition.metadata.get(EXTENSION)
        if declared is not None:
            field.resolve = resolver_of(declared)
            for argument in definition.arguments:
                # Scalars, enums and lists of them need no more than the name that Python knows them by.
                field.args[schema.config.name_converter.from_argument(argument)].out_name = argument.python_name
            return declared
        if owner in roots:
            return None
        if definition.is_basic_field:
            return Attribute(definition.python_name)
        resolver = definition.base_resolver
        if definition.extensions or resolver.is_async or list(resolver.signature.parameters) != ["self"]:
            return None
        call = resolver.wrapped_func
        return Function(lambda parent, _: call(parent))

    declare(built, kind_of)
    for named in built.type_map.values():
        definition = named.extensions.get("strawberry-definition")
        if isinstance(named, GraphQLObjectType) and definition is not None and named.is_type_of is not None:
            named.extensions[EXTENSION] = Instances(definition.origin)
