{{/* What every probe has, and, with a cluster, how its nodes find each other. */}}
{{- define "spyhop.probeEnv" -}}
- {name: SERVERPORT, value: {{ .Values.probe.serverPort | quote }}}
- name: SPYHOP_ACCESS_ADMIN_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ .Values.queryApi.tokensSecret }}
      key: admin-token
      optional: {{ not .Values.probe.cluster.enabled }}
{{- if .Values.probe.cluster.enabled }}
- {name: CLUSTER_GROUP, value: {{ .Values.probe.cluster.group | quote }}}
- {name: CLUSTER_GOSSIP, value: "true"}
- {name: CLUSTER_PORT, value: {{ .Values.probe.cluster.gossipPort | quote }}}
- name: CLUSTER_SEEDS
  value: {{ printf "%s-probes.%s.svc:%d" (include "spyhop.fullname" .) .Release.Namespace (int .Values.probe.cluster.gossipPort) | quote }}
- name: CLUSTER_ADDRESS
  valueFrom:
    fieldRef: {fieldPath: status.podIP}
{{- end }}
{{- end -}}

{{- define "spyhop.probePorts" -}}
- {name: http, containerPort: {{ .Values.probe.serverPort }}}
{{- if .Values.probe.cluster.enabled }}
- {name: gossip, containerPort: {{ .Values.probe.cluster.gossipPort }}}
{{- end }}
{{- end -}}

{{/* What the pods of all roles have in common, for the Service that they find each other by. */}}
{{- define "spyhop.probeCluster" -}}
spyhop.github.io/probes: {{ .Release.Name | quote }}
{{- end -}}
