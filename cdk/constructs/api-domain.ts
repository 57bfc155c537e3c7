import { Duration, Stack } from "aws-cdk-lib";
import {
  CfnBasePathMapping,
  DomainName,
  EndpointAccessMode,
  EndpointType,
  type RestApi,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigateway";
import { Certificate, CertificateValidation, type ICertificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  ARecord,
  type ARecordProps,
  HealthCheck,
  HealthCheckType,
  HostedZone,
  type IHealthCheck,
  InsufficientDataHealthStatusEnum,
  RecordTarget,
} from "aws-cdk-lib/aws-route53";
import { ApiGatewayDomain } from "aws-cdk-lib/aws-route53-targets";
import type { Construct } from "constructs";
import { type DeploymentConfig, regionalName } from "../config.ts";
import { type AlertTarget, runbookAlarm } from "./watched.ts";

export interface ApiDomainProps {
  readonly config: DeploymentConfig;
  readonly api: RestApi;
  readonly alerts: AlertTarget;
}

const ONE_MINUTE = Duration.minutes(1);
/** If half of the requests fail for three minutes in a row, another region answers better. */
const FAILING_SHARE = 0.5;
const FAILING_MINUTES = 3;

/**
 * Serves the API's domain with TLS 1.3 only. With two regions, each has a record under this name, and Route 53 answers
 * with the nearest healthy one. Each region also has a name of its own.
 */
export function serveAtDomain(scope: Construct, props: ApiDomainProps): void {
  const { domain, regions, region } = props.config;
  const zone = HostedZone.fromHostedZoneAttributes(scope, "Zone", {
    hostedZoneId: domain.zoneId,
    zoneName: domain.zoneName,
  });
  const own = regionalName(props.config, region);
  const certificate = new Certificate(scope, "Certificate", {
    domainName: domain.name,
    ...(regions.length > 1 && { subjectAlternativeNames: [own] }),
    validation: CertificateValidation.fromDns(zone),
  });
  const serve = (prefix: string, domainName: string, routing: Partial<ARecordProps>): DomainName => {
    const name = addDomain(scope, prefix, { ...props, domainName, certificate });
    new ARecord(scope, `${prefix}Address`, {
      ...{ zone, recordName: `${domainName}.` },
      target: RecordTarget.fromAlias(new ApiGatewayDomain(name)),
      ...routing,
    });
    return name;
  };
  if (regions.length === 1) {
    serve("", domain.name, {});
    return;
  }
  const healthCheck = healthOf(scope, props, serve("Regional", own, {}));
  serve("", domain.name, { region, setIdentifier: region, healthCheck });
}

function addDomain(
  scope: Construct,
  prefix: string,
  {
    api,
    config,
    domainName,
    certificate,
  }: ApiDomainProps & { readonly domainName: string; readonly certificate: ICertificate },
): DomainName {
  const name = new DomainName(scope, `${prefix}Domain`, {
    domainName,
    certificate,
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS13_1_3_2025_09,
    endpointAccessMode: EndpointAccessMode[config.stage.endpointAccess],
  });
  new CfnBasePathMapping(scope, `${prefix}Mapping`, {
    domainName: name.domainName,
    restApiId: api.restApiId,
    stage: api.deploymentStage.stageName,
  });
  return name;
}

/**
 * A region is healthy if its gateway accepts connections and its answers do not fail. Route 53 cannot ask `/health`
 * itself: its checkers speak TLS up to 1.2 (HealthCheckConfig, Type), and this API speaks 1.3.
 */
function healthOf(scope: Construct, { api, alerts }: ApiDomainProps, regional: DomainName): IHealthCheck {
  const failing = runbookAlarm(scope, "RegionFailing", alerts, {
    what: "Most requests of this region fail: Route 53 sends callers to the other one.",
    runbook: "a-region-is-lost",
    metric: api.metricServerError({ period: ONE_MINUTE, statistic: "Average" }),
    threshold: FAILING_SHARE,
    evaluationPeriods: FAILING_MINUTES,
  });
  const answers = new HealthCheck(scope, "Answers", {
    type: HealthCheckType.CLOUDWATCH_METRIC,
    alarmIdentifier: { name: failing.alarmName, region: Stack.of(scope).region },
    insufficientDataHealthStatus: InsufficientDataHealthStatusEnum.HEALTHY,
  });
  const connects = new HealthCheck(scope, "Connects", {
    type: HealthCheckType.TCP,
    fqdn: regional.domainNameAliasDomainName,
    port: 443,
  });
  return new HealthCheck(scope, "Health", {
    type: HealthCheckType.CALCULATED,
    childHealthChecks: [answers, connects],
    healthThreshold: 2,
  });
}
