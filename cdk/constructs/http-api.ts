import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccessLogField,
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  EndpointType,
  HttpIntegration,
  type IAuthorizer,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestAuthorizer,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { CONSOLE_PATHS } from "../../lib/console/console-files.ts";
import type { HttpFunction, Operation } from "../../lib/domain/api/operation.ts";
import { CORS_EXPOSED_HEADERS, CORS_REQUEST_HEADERS } from "../../lib/lambda/http-headers.ts";
import { acknowledge } from "../acknowledge.ts";
import { type DeploymentConfig, regionalName } from "../config.ts";
import { physicalName } from "../physical-names.ts";
import type { DataStack } from "../stacks/data-stack.ts";
import { serveAtDomain } from "./api-domain.ts";
import { answerProblems } from "./gateway-problems.ts";
import { addUsagePlans } from "./usage-plans.ts";
import type { AlertTarget } from "./watched.ts";

export interface HttpApiProps {
  readonly config: DeploymentConfig;
  readonly data: DataStack;
  readonly operations: readonly Operation[];
  /** The function that carries an operation out in this region; null if the primary region does. */
  readonly functionOf: (stem: HttpFunction) => IFunction | null;
  readonly authoriser: IFunction;
  readonly alerts: AlertTarget;
}

/** More than the plan of any one tenant, and too little to starve the account's other functions. */
const STAGE_LIMIT = { throttlingRateLimit: 500, throttlingBurstLimit: 1_000 };
const CORS_MAX_AGE = Duration.hours(1);

/** The HTTP API at the gateway. Each operation of lib/domain/api is a method, behind one domain that speaks TLS 1.3. */
export class HttpApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.api = this.#createApi(props);
    this.#addOperations(props);
    this.#addConsole(props);
    answerProblems(this.api, props.config.corsOrigins);
    serveAtDomain(this, { ...props, api: this.api });
    addUsagePlans(this.api, props.config.stage, props.config.usageTenants);
  }

  #createApi({ config, data }: HttpApiProps): RestApi {
    const name = physicalName(config.stage.name, "api");
    const accessLog = new LogGroup(this, "AccessLog", {
      logGroupName: `/increator/${config.stage.name}/api-access`,
      retention: config.stage.logRetentionDays,
      encryptionKey: data.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const api = new RestApi(this, "Api", {
      restApiName: name,
      description: "InCreator: the routes of lib/domain/api/operations.ts",
      endpointTypes: [EndpointType.REGIONAL],
      // The default endpoint would bypass the domain, TLS 1.3 and the firewall.
      disableExecuteApiEndpoint: true,
      cloudWatchRole: false,
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      deployOptions: {
        stageName: config.stage.name,
        ...STAGE_LIMIT,
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: ACCESS_LOG,
      },
    });
    acknowledge(
      api,
      "APIG6",
      "Execution logs quote queries and headers, which name people; the access log and the functions' own lines do not.",
    );
    acknowledge(
      api,
      "APIG2",
      "Each function parses its whole input by the operation's zod schema and names the field; the gateway's JSON Schema draft 4 cannot say it.",
    );
    return api;
  }

  #addOperations({ config, operations, functionOf, authoriser }: HttpApiProps): void {
    // No cache: it would require every possible source of a key in each request. The function caches keys itself for a
    // minute.
    const authorizer = new RequestAuthorizer(this, "Authoriser", {
      handler: authoriser,
      identitySources: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    for (const operation of operations) {
      const resource = this.api.root.resourceForPath(operation.path);
      const isOpen = operation.role === null;
      const here = functionOf(operation.function);
      if (here === null) {
        this.#forward(config, operation);
        continue;
      }
      const method = resource.addMethod(
        operation.method,
        // The console's test button would need an extra permission on each method.
        new LambdaIntegration(here, { allowTestInvoke: false }),
        isOpen ? { authorizationType: AuthorizationType.NONE } : this.#authorised(config, authorizer),
      );
      if (isOpen) acknowledgeOpen(method);
      else acknowledge(method, "COG4", "Keys and OIDC tokens are checked by the project's own authoriser.");
    }
    this.#allowOrigins(config, operations);
  }

  /** Forwards a method to the primary region. Its gateway checks the key, and its functions count and decide. */
  #forward(config: DeploymentConfig, { path, method }: Operation): void {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const integration = new HttpIntegration(`https://${regionalName(config, config.primary)}${path}`, {
      httpMethod: method,
      proxy: true,
      options: {
        requestParameters: Object.fromEntries(
          names.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
        ),
      },
    });
    const forwarded = this.api.root.resourceForPath(path).addMethod(method, integration, {
      authorizationType: AuthorizationType.NONE,
      requestParameters: Object.fromEntries(names.map((name) => [`method.request.path.${name}`, true])),
    });
    const reason = "Nothing is done here: the primary region's gateway authorises what is forwarded to it.";
    acknowledge(forwarded, "APIG4", reason);
    acknowledge(forwarded, "COG4", reason);
  }

  #addConsole({ functionOf }: HttpApiProps): void {
    const open = functionOf("open");
    if (open === null) throw new Error("No function open is deployed.");
    for (const path of CONSOLE_PATHS) {
      const integration = new LambdaIntegration(open, { allowTestInvoke: false });
      const resource = path === "/" ? this.api.root : this.api.root.resourceForPath(path);
      acknowledgeOpen(resource.addMethod("GET", integration, { authorizationType: AuthorizationType.NONE }));
    }
  }

  #authorised(config: DeploymentConfig, authorizer: IAuthorizer) {
    return {
      authorizationType: AuthorizationType.CUSTOM,
      authorizer,
      apiKeyRequired: config.usageTenants.length > 0,
    };
  }

  #allowOrigins({ corsOrigins }: DeploymentConfig, operations: readonly Operation[]): void {
    if (corsOrigins.length === 0) return;
    for (const [path, ofPath] of Map.groupBy(operations, (operation) => operation.path)) {
      const preflight = this.api.root.resourceForPath(path).addCorsPreflight({
        allowOrigins: [...corsOrigins],
        allowMethods: ofPath.map(({ method }) => method),
        allowHeaders: [...CORS_REQUEST_HEADERS],
        exposeHeaders: [...CORS_EXPOSED_HEADERS],
        maxAge: CORS_MAX_AGE,
      });
      acknowledgeOpen(preflight);
    }
  }

  get stageArn(): string {
    const { region } = Stack.of(this);
    return `arn:aws:apigateway:${region}::/restapis/${this.api.restApiId}/stages/${this.api.deploymentStage.stageName}`;
  }
}

function acknowledgeOpen(method: Construct): void {
  const reason =
    "Health, the OpenAPI document, the console's page and browsers' preflights are for anybody: they hold no data.";
  acknowledge(method, "APIG4", reason);
  acknowledge(method, "COG4", reason);
}

/** Holds what finds a request again and how it ended; no address, query or header. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    request_id: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    latency_ms: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
    tls: "$context.tlsVersion",
    tenant: AccessLogField.contextAuthorizer("tenantId"),
    key: AccessLogField.contextAuthorizer("keyId"),
    error: AccessLogField.contextErrorResponseType(),
    waf: AccessLogField.contextWafResponseCode(),
  }),
);
