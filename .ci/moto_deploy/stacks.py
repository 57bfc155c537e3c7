"""Deploys the synthesised templates, in the order of their references, and tells what moto could not hold."""

import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import boto3
from moto.cloudformation import parsing
from taught import REGION, client, taught

# As the CDK's bootstrap names it.
ASSETS = "cdk-hnb659fds-assets-123456789012-us-east-1"
# The placeholders of cdk/config.ts.
ZONE_PLACEHOLDER = "Z00000000000000000000"
ZONE_NAME = "increator.example"
ORDER = ("Data", "Pipeline", "Api", "Scrapers", "Observability")

# What neither moto's CloudFormation nor its service takes, with the reason.
NOT_HELD = {
    "AWS::CDK::Metadata": "a marker of CDK's, no resource",
    "AWS::CloudWatch::CompositeAlarm": "moto's CloudWatch has no composite alarms; their parts are made",
    "AWS::ApiGateway::Account": "moto's API Gateway has no account settings",
}
# Properties of resources that are made without them.
PROPERTIES_NOT_HELD = [
    ("AWS::Lambda::Alias", "ProvisionedConcurrencyConfig", "moto's Lambda has no provisioned concurrency"),
    (
        "AWS::Lambda::Function",
        "LoggingConfig",
        "moto's Lambda drops it; the log has the name that Lambda itself would take",
    ),
    (
        "AWS::S3::BucketPolicy",
        "Condition",
        "moto's S3 denies without asking it: looked at, then laid aside for the calls",
    ),
    ("AWS::ApiGateway::DomainName", "EndpointAccessMode", "moto's API Gateway drops it"),
    ("AWS::ECS::Service", "CapacityProviderStrategy", "moto's ECS drops it"),
    ("AWS::S3::Bucket", "LoggingConfiguration", "moto asks for an access control list, which these buckets refuse"),
]


@dataclass
class Deployed:
    """What stands: by stack and logical id, with what the templates said."""

    zone_id: str
    resources: dict[tuple[str, str], dict] = field(default_factory=dict)
    physical: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: Counter = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)

    def of(self, cloudformation_type: str) -> list[dict]:
        return [one for one in self.resources.values() if one["Type"] == cloudformation_type]

    def count(self, cloudformation_type: str) -> int:
        return len(self.of(cloudformation_type))


def deploy_all(folder: Path, stage: str) -> Deployed:
    put_assets(folder)
    # What a deployment finds: docs/DEPLOY.md, "What you need".
    zone = client("route53").create_hosted_zone(Name=ZONE_NAME, CallerReference="once")["HostedZone"]
    deployed = Deployed(zone["Id"].removeprefix("/hostedzone/"))
    for name in ORDER:
        deploy(folder / f"InCreator-{stage}-{name}.template.json", deployed)
    return deployed


def put_assets(folder: Path) -> None:
    """The bundles of the functions, under the keys that the templates name, as `cdk deploy` would publish them."""
    s3 = client("s3")
    s3.create_bucket(Bucket=ASSETS)
    for asset in folder.glob("asset.*"):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for file in asset.rglob("*"):
                # Maps of sources double the size and are not asked for here.
                if file.is_file() and file.suffix != ".map":
                    archive.write(file, file.relative_to(asset))
        s3.put_object(Bucket=ASSETS, Key=f"{asset.name.removeprefix('asset.')}.zip", Body=packed.getvalue())


def deploy(path: Path, deployed: Deployed) -> None:
    template = json.loads(path.read_text().replace(ZONE_PLACEHOLDER, deployed.zone_id))
    stack = path.name.removesuffix(".template.json")
    resources = template["Resources"]
    for logical, one in list(resources.items()):
        if one["Type"] in NOT_HELD:
            deployed.left_out[one["Type"]] += 1
            del resources[logical]
    forget_references(template, set(resources))
    # The check of the bootstrap's version means nothing here.
    for part in ("Parameters", "Rules"):
        template.pop(part, None)
    boto3.client("cloudformation", region_name=REGION).create_stack(StackName=stack, TemplateBody=json.dumps(template))
    pages = client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    made = {one["LogicalResourceId"]: one for page in pages for one in page["StackResourceSummaries"]}
    for logical, one in resources.items():
        if logical not in made:
            deployed.missing.append(f"{one['Type']} {logical}")
        deployed.resources[stack, logical] = one
        deployed.physical[stack, logical] = made.get(logical, {}).get("PhysicalResourceId", "")


def forget_references(template: dict, kept: set[str]) -> None:
    """Waiting for what is not there makes no sense; a reference in a property would, and stays to fail."""
    for one in template["Resources"].values():
        depends = one.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        one["DependsOn"] = [logical for logical in depends if logical in kept]


def report(deployed: Deployed) -> None:
    types = Counter(one["Type"] for one in deployed.resources.values())
    native = {one: count for one, count in types.items() if one not in taught and one in parsing.get_model_map()}
    print(f"moto: {sum(native.values())} resources of {len(native)} types made by its CloudFormation alone")
    for why in sorted(set(taught.values())):
        held = {one: count for one, count in types.items() if taught.get(one) == why}
        print(f"moto: {sum(held.values())} of {len(held)} types made by the API of their service, since {why}:")
        for one, count in sorted(held.items()):
            print(f"  {count:3} {one}")
    print("moto could not hold, and nothing below says anything of:")
    for one, count in sorted(deployed.left_out.items()):
        print(f"  {count:3} {one}: {NOT_HELD[one]}")
    for one, name, why in PROPERTIES_NOT_HELD:
        print(f"  {types[one]:3} {one} {name}: {why}")
