{{- /*
The workloads of the release as a YAML list, each:
  name        of its objects
  component   of the hub, such as cart-gateway
  connector   whose work it does; absent where it serves requests
  program     that runs
  settings    defaults, with what the values say of the component or connector on top
A gateway's connector talks to the same database with the same environment as the gateway, and is else sized by itself.
*/ -}}
{{- define "crossdock.workloads" -}}
{{- $workloads := list -}}
{{- range $component := list "accounts" "scheduler" "cart-gateway" "wms-gateway" "sync-ledger" "front-door" -}}
  {{- $own := get $.Values ($component | camelcase | untitle) -}}
  {{- $name := include "crossdock.name" (list $ $component) -}}
  {{- $folder := ternary "apps" "services" (eq $component "front-door") -}}
  {{- $program := printf "dist/%s/%s/src/main.js" $folder $component -}}
  {{- $settings := mustMergeOverwrite (deepCopy $.Values.defaults) (deepCopy (omit $own "connectors")) -}}
  {{- $workloads = append $workloads (dict "name" $name "component" $component "program" $program "settings" $settings) -}}
  {{- range $own.connectors -}}
    {{- $shared := deepCopy (pick $own "env" "secrets") -}}
    {{- $settings := mustMergeOverwrite (deepCopy $.Values.defaults) $shared (deepCopy .) -}}
    {{- $workloads = append $workloads (dict "name" (printf "%s-%s" $name .id) "component" $component "connector" .id "program" $program "settings" $settings) -}}
  {{- end -}}
{{- end -}}
{{- toYaml $workloads -}}
{{- end -}}

{{- /* Name of a component's objects: (list $ "accounts"). Short enough for the name of a Service. */ -}}
{{- define "crossdock.name" -}}
{{- $root := index . 0 -}}
{{- printf "%s-%s" ($root.Release.Name | trunc 48 | trimSuffix "-") (index . 1) -}}
{{- end -}}

{{- /* Address of a component inside of the cluster: (list $ "accounts"). */ -}}
{{- define "crossdock.url" -}}
{{- printf "http://%s:4000" (include "crossdock.name" .) -}}
{{- end -}}

{{- /* What selects the pods of a workload: (list $ $workload). */ -}}
{{- define "crossdock.selector" -}}
{{- $workload := index . 1 -}}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/name: crossdock
app.kubernetes.io/component: {{ $workload.component }}
crossdock/role: {{ $workload.connector | default "api" }}
{{- end -}}

{{- /* Labels of every object: (list $ $workload). */ -}}
{{- define "crossdock.labels" -}}
{{- $root := index . 0 -}}
{{ include "crossdock.selector" . }}
app.kubernetes.io/version: {{ $root.Values.image.tag | default $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: crossdock
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version }}
{{- end -}}

{{- define "crossdock.publicUrl" -}}
{{- if .Values.publicUrl -}}
{{- .Values.publicUrl -}}
{{- else if .Values.ingress.host -}}
https://{{ .Values.ingress.host }}
{{- else -}}
{{- fail "Say where people reach the hub: set publicUrl or ingress.host." -}}
{{- end -}}
{{- end -}}
