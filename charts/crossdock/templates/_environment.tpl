{{- /* Environment of a workload as a YAML list: (list $ $workload). */ -}}
{{- define "crossdock.environment" -}}
{{- $root := index . 0 -}}
{{- $workload := index . 1 -}}
{{- $settings := $workload.settings -}}
- { name: HOST, value: 0.0.0.0 }
- { name: PORT, value: '4000' }
{{- if eq $workload.component "front-door" }}
- name: UPSTREAMS
  value: {{ include "crossdock.upstreams" $root | quote }}
{{- else }}
{{- $secrets := mustMergeOverwrite (deepCopy $root.Values.secrets) $settings.secrets }}
{{- range $variable, $secret := dict "DATABASE_URL" $secrets.databaseUrl "AMQP_URL" $secrets.amqpUrl "CROSSDOCK_DATA_KEYS" $secrets.dataKeys }}
- name: {{ $variable }}
  valueFrom: { secretKeyRef: { name: {{ $secret.name | quote }}, key: {{ $secret.key | quote }} } }
{{- end }}
- { name: AMQP_PREFIX, value: {{ $root.Values.amqpPrefix | quote }} }
- { name: JWKS_URL, value: {{ include "crossdock.url" (list $root "accounts") }}/api/v1/auth/jwks.json }
- { name: PUBLIC_URL, value: {{ include "crossdock.publicUrl" $root | quote }} }
{{- if hasSuffix "-gateway" $workload.component }}
{{- /* No connector is called none: that gateway works none, and answers the API for all of them. */}}
- { name: CONNECTORS, value: {{ $workload.connector | default "none" | quote }} }
{{- end }}
{{- end }}
{{- range $variable, $value := mustMergeOverwrite (deepCopy $root.Values.env) $settings.env }}
- { name: {{ $variable }}, value: {{ $value | quote }} }
{{- end }}
{{- end -}}

{{- /* Where the front door finds each service. */ -}}
{{- define "crossdock.upstreams" -}}
{{- $upstreams := list -}}
{{- range $component := list "accounts" "scheduler" "cart-gateway" "wms-gateway" "sync-ledger" -}}
  {{- $upstreams = append $upstreams (printf "%s=%s" $component (include "crossdock.url" (list $ $component))) -}}
{{- end -}}
{{- join "," $upstreams -}}
{{- end -}}
