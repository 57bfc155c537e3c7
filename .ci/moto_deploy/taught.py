"""Types that moto's CloudFormation does not make, or makes without most of their properties, made through its services.

Each is made by the service's own API from the properties that CloudFormation has resolved, so that order, references
and exports stay CloudFormation's. What is taught here is printed at each run: moto's CloudFormation did not hold it.
"""

import json
from collections.abc import Callable

import boto3
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

REGION = "us-east-1"

# Why a type is not left to moto's CloudFormation.
LACKS_TYPE = "moto's CloudFormation lacks the type"
DROPS = "moto's CloudFormation drops properties of it"

taught: dict[str, str] = {}


def client(service: str):
    return boto3.client(service, region_name=REGION)


def camel(value, but: tuple[str, ...] = ()):
    """CloudFormation's PascalCase as the camelCase of some services; keys of maps that are the user's own stay."""
    if isinstance(value, list):
        return [camel(one, but) for one in value]
    if not isinstance(value, dict):
        return value
    return {key[0].lower() + key[1:]: one if key in but else camel(one, but) for key, one in value.items()}


def tags_as_map(properties: dict, name: str = "Tags") -> dict:
    return {one["Key"]: one["Value"] for one in properties.pop(name, [])}


def teach(cloudformation_type: str, why: str, name_property: str = "") -> Callable:
    """Registers a maker: properties -> (what `Ref` gives, what `Fn::GetAtt` gives)."""

    def register(make: Callable[[dict], tuple[str, dict]]) -> Callable:
        def create(cls, resource_name, cloudformation_json, account_id, region_name, **_):
            properties = json.loads(json.dumps(cloudformation_json["Properties"], default=_text_of))
            if name_property:
                properties.setdefault(name_property, resource_name)
            one = cls()
            one.physical_resource_id, one.attributes = make(properties)
            one.type = cloudformation_type
            return one

        type(
            cloudformation_type.replace("::", ""),
            (CloudFormationModel,),
            {
                "cloudformation_type": staticmethod(lambda: cloudformation_type),
                "cloudformation_name_type": staticmethod(lambda: name_property),
                "has_cfn_attr": classmethod(lambda cls, attribute: True),
                "get_cfn_attribute": lambda self, attribute: self.attributes[attribute],
                "create_from_cloudformation_json": classmethod(create),
                # moto asks for it after creation.
                "is_created": lambda self: True,
            },
        )
        _KEPT.append(CloudFormationModel.__subclasses__()[-1])
        taught[cloudformation_type] = why
        parsing.get_model_map.cache_clear()
        parsing.get_name_type_map.cache_clear()
        return make

    return register


# `__subclasses__` holds them weakly.
_KEPT: list[type] = []


def _text_of(value) -> str:
    """Dates in policies' versions."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
