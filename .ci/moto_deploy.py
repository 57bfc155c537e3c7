"""Deploys the synthesised stacks into moto, in the order of their references.

Usage: python .ci/moto_deploy.py <folder of the synthesis> <stage>
Prints what moto could not hold, each stack, and `moto: N passed, N failed`. Ends with 1 when a stack fails.
What was made is not looked into: cdk/deployment.test.ts holds the templates' properties, and the tests of the functions
run with the ports that are granted.
"""

import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import boto3
from moto import mock_aws
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

REGION = "us-east-1"
# Moto's own.
ACCOUNT = "123456789012"
ORDER = ("Data", "Pipeline", "Api", "Scrapers", "Observability")
# As the CDK's bootstrap names it.
ASSETS = f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"
# The placeholders of cdk/config.ts.
ZONE_PLACEHOLDER = "Z00000000000000000000"
ZONE_NAME = "increator.example"

# Types whose attributes moto's CloudFormation does not give, though templates ask for them.
WITHOUT_ATTRIBUTES = {"AWS::Lambda::Version"}
# What the templates' resources are given otherwise, since moto fails at them as they are.
CHANGED = {
    "AWS::KMS::Key": "without Tags, which moto reads as the service's own API spells them",
    "AWS::ApiGateway::Method": "a preflight with IntegrationHttpMethod and Uri, which moto asks of mocks too",
}


def client(service: str):
    return boto3.client(service, region_name=REGION)


# `__subclasses__`, by which moto finds its models, holds them weakly.
_stand_ins: list[type] = []


def stand_in(cloudformation_type: str) -> None:
    """For a type that moto lacks: makes nothing, and answers references so that others can still be made."""

    def create(cls, resource_name, cloudformation_json, *_, **__):
        one = cls()
        one.type = cloudformation_type
        # An alias is spoken to as its function is.
        is_alias = cloudformation_type == "AWS::Lambda::Alias"
        arn = f"arn:aws:stand-in:{REGION}:{ACCOUNT}:{resource_name}"
        one.physical_resource_id = cloudformation_json["Properties"]["FunctionName"] if is_alias else arn
        return one

    members = {
        "cloudformation_type": staticmethod(lambda: cloudformation_type),
        "cloudformation_name_type": staticmethod(lambda: ""),
        "has_cfn_attr": classmethod(lambda cls, attribute: True),
        "get_cfn_attribute": lambda self, attribute: f"{self.physical_resource_id}/{attribute}",
        "create_from_cloudformation_json": classmethod(create),
        "is_created": lambda self: True,
    }
    _stand_ins.append(type("StandIn", (CloudFormationModel,), members))


def lacked_by_moto(types: Iterable[str]) -> set[str]:
    lacked = set(types) - set(parsing.get_model_map()) | WITHOUT_ATTRIBUTES
    for one in lacked:
        stand_in(one)
    for cached in (parsing.get_model_list, parsing.get_model_map, parsing.get_name_type_map):
        cached.cache_clear()
    return lacked


def put_assets(folder: Path) -> None:
    """The bundles of the functions, under the keys that the templates name, as `cdk deploy` would publish them."""
    s3 = client("s3")
    s3.create_bucket(Bucket=ASSETS)
    for asset in folder.glob("asset.*"):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for file in asset.rglob("*"):
                # Maps of sources double the size and are not asked for here.
                if file.is_file() and file.suffix != ".map":
                    archive.write(file, file.relative_to(asset))
        s3.put_object(Bucket=ASSETS, Key=f"{asset.name.removeprefix('asset.')}.zip", Body=packed.getvalue())


def change(cloudformation_type: str, properties: dict) -> None:
    """As CHANGED says."""
    if cloudformation_type == "AWS::KMS::Key":
        properties.pop("Tags", None)
    if cloudformation_type == "AWS::ApiGateway::Method":
        properties["Integration"] = {"IntegrationHttpMethod": "POST", "Uri": ""} | properties["Integration"]


def templates_in(folder: Path, stage: str) -> dict[str, dict]:
    """By the stack's name, with the hosted zone that a deployment finds (docs/DEPLOY.md, "What you need")."""
    zone = client("route53").create_hosted_zone(Name=ZONE_NAME, CallerReference="once")["HostedZone"]["Id"]
    stacks = ["InCreator-Account", *(f"InCreator-{stage}-{name}" for name in ORDER)]
    files = {file.name.removesuffix(".template.json"): file.read_text() for file in folder.glob("*.template.json")}
    assert set(files) == set(stacks), f"synthesised are {sorted(files)}"
    templates = {one: json.loads(files[one].replace(ZONE_PLACEHOLDER, zone.split("/")[-1])) for one in stacks}
    for template in templates.values():
        # The check of the bootstrap's version means nothing here.
        for part in ("Parameters", "Rules"):
            template.pop(part, None)
        for one in template["Resources"].values():
            change(one["Type"], one.get("Properties", {}))
    return templates


def deploy(stack: str, template: dict) -> None:
    """Creates one stack, and looks whether CloudFormation lists each of its resources."""
    cloudformation = client("cloudformation")
    cloudformation.create_stack(StackName=stack, TemplateBody=json.dumps(template))
    (found,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    assert found["StackStatus"] == "CREATE_COMPLETE", found["StackStatus"]
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    made = {one["LogicalResourceId"] for page in pages for one in page["StackResourceSummaries"]}
    # moto says CREATE_COMPLETE of all that it lists, and does not list what it left out.
    missing = [f"{one['Type']} {logical}" for logical, one in template["Resources"].items() if logical not in made]
    assert not missing, f"not made: {', '.join(missing)}"


def report(types: Counter, lacked: set[str]) -> None:
    held = types.total() - sum(types[one] for one in lacked)
    print(f"moto: {held} of {types.total()} resources are of the {len(types) - len(lacked)} types that it can make")
    print(f"moto lacks {len(lacked)} types; of these it says no more than that references to them can be followed:")
    for one in sorted(lacked):
        print(f"  {types[one]:3} {one}")
    print("moto can not take these as they are:")
    for one, how in CHANGED.items():
        print(f"  {types[one]:3} {one}: {how}")
    print("moto drops some properties of what it makes; nothing here looks at properties")


@mock_aws(config={"lambda": {"use_docker": False}})
def main(folder: str, stage: str) -> int:
    put_assets(Path(folder))
    templates = templates_in(Path(folder), stage)
    types = Counter(one["Type"] for template in templates.values() for one in template["Resources"].values())
    lacked = lacked_by_moto(types)
    report(types, lacked)

    failed = 0
    for stack, template in templates.items():
        kinds = [one["Type"] for one in template["Resources"].values()]
        stood_in = sum(one in lacked for one in kinds)
        sentence = f"{stack} is created: {len(kinds) - stood_in} resources, references to {stood_in} others"
        try:
            deploy(stack, template)
            print(f"ok      {sentence}")
        except Exception as error:  # Whatever goes wrong is this stack's failure, not the end of those after it.
            failed += 1
            print(f"FAILED  {sentence}: {type(error).__name__}: {error}")
    print(f"moto: {len(templates) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
