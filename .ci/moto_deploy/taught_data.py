"""What is kept: buckets, keys, topics, secrets, trails."""

import json

from taught import DROPS, LACKS_TYPE, client, teach


@teach("AWS::S3::Bucket", DROPS, "BucketName")
def make_bucket(properties: dict):
    s3 = client("s3")
    name = properties["BucketName"]
    s3.create_bucket(Bucket=name, ObjectOwnership=properties["OwnershipControls"]["Rules"][0]["ObjectOwnership"])
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=properties["VersioningConfiguration"])
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=properties["PublicAccessBlockConfiguration"])
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=encryption_of(properties))
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": lifecycle_of(properties)})
    if "NotificationConfiguration" in properties:
        # S3 refuses a notification to a queue that does not let it send: so does moto, if its policy is not there.
        s3.put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration=notification_of(properties["NotificationConfiguration"])
        )
    return name, {"Arn": f"arn:aws:s3:::{name}"}


def encryption_of(properties: dict) -> dict:
    return {
        "Rules": [
            {
                "ApplyServerSideEncryptionByDefault": one["ServerSideEncryptionByDefault"],
                "BucketKeyEnabled": one.get("BucketKeyEnabled", False),
            }
            for one in properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        ]
    }


def lifecycle_of(properties: dict) -> list[dict]:
    """CloudFormation flattens what the API nests."""
    rules = []
    for at, one in enumerate(properties["LifecycleConfiguration"]["Rules"]):
        rule = {"ID": one.get("Id", f"rule-{at}"), "Status": one["Status"], "Filter": {"Prefix": one.get("Prefix", "")}}
        expiration = {}
        if "ExpirationInDays" in one:
            expiration["Days"] = one["ExpirationInDays"]
        if "ExpiredObjectDeleteMarker" in one:
            expiration["ExpiredObjectDeleteMarker"] = one["ExpiredObjectDeleteMarker"]
        if expiration:
            rule["Expiration"] = expiration
        if "NoncurrentVersionExpiration" in one:
            rule["NoncurrentVersionExpiration"] = one["NoncurrentVersionExpiration"]
        if "AbortIncompleteMultipartUpload" in one:
            rule["AbortIncompleteMultipartUpload"] = one["AbortIncompleteMultipartUpload"]
        rules.append(rule)
    return rules


def notification_of(configuration: dict) -> dict:
    return {
        "QueueConfigurations": [
            {
                "QueueArn": one["Queue"],
                "Events": [one["Event"]],
                "Filter": {"Key": {"FilterRules": one["Filter"]["S3Key"]["Rules"]}},
            }
            for one in configuration["QueueConfigurations"]
        ]
    }


@teach("AWS::S3::BucketPolicy", LACKS_TYPE)
def make_bucket_policy(properties: dict):
    client("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
    return f"{properties['Bucket']}-policy", {}


@teach("AWS::SQS::QueuePolicy", LACKS_TYPE)
def make_queue_policy(properties: dict):
    for url in properties["Queues"]:
        client("sqs").set_queue_attributes(
            QueueUrl=url, Attributes={"Policy": json.dumps(properties["PolicyDocument"])}
        )
    return f"{properties['Queues'][0].split('/')[-1]}-policy", {}


@teach("AWS::KMS::Key", DROPS)
def make_key(properties: dict):
    kms = client("kms")
    key = kms.create_key(
        Description=properties["Description"],
        Policy=json.dumps(properties["KeyPolicy"]),
        Tags=[{"TagKey": one["Key"], "TagValue": one["Value"]} for one in properties.get("Tags", [])],
    )["KeyMetadata"]
    if properties.get("EnableKeyRotation"):
        kms.enable_key_rotation(KeyId=key["KeyId"])
    return key["KeyId"], {"Arn": key["Arn"]}


@teach("AWS::SNS::TopicPolicy", LACKS_TYPE)
def make_topic_policy(properties: dict):
    for arn in properties["Topics"]:
        client("sns").set_topic_attributes(
            TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps(properties["PolicyDocument"])
        )
    return f"{properties['Topics'][0]}-policy", {}


@teach("AWS::SNS::Subscription", LACKS_TYPE)
def make_subscription(properties: dict):
    made = client("sns").subscribe(**properties, ReturnSubscriptionArn=True)
    return made["SubscriptionArn"], {}


@teach("AWS::SecretsManager::Secret", LACKS_TYPE, "Name")
def make_secret(properties: dict):
    secrets = client("secretsmanager")
    generated = properties.pop("GenerateSecretString")
    value, key = json.loads(generated.pop("SecretStringTemplate")), generated.pop("GenerateStringKey")
    value[key] = secrets.get_random_password(**generated)["RandomPassword"]
    made = secrets.create_secret(**properties, SecretString=json.dumps(value))
    return made["ARN"], {}


@teach("AWS::CloudTrail::Trail", LACKS_TYPE, "TrailName")
def make_trail(properties: dict):
    trails = client("cloudtrail")
    selectors = properties.pop("EventSelectors")
    is_logging = properties.pop("IsLogging")
    name = properties.pop("TrailName")
    made = trails.create_trail(
        Name=name,
        KmsKeyId=properties.pop("KMSKeyId"),
        TagsList=properties.pop("Tags", []),
        EnableLogFileValidation=properties.pop("EnableLogFileValidation"),
        **properties,
    )
    trails.put_event_selectors(TrailName=name, EventSelectors=selectors)
    if is_logging:
        trails.start_logging(Name=name)
    return name, {"Arn": made["TrailARN"]}
