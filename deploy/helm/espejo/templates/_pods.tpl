{{/* Parts of pods that the services and the migration have in common. */}}

{{- define "espejo.labels" -}}
app.kubernetes.io/name: espejo
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "espejo.image" -}}
{{ .Values.image.registry }}/{{ .program }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* The confinement of docker-compose.yml. */}}
{{- define "espejo.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "espejo.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{/* base.toml and hosts/<host>.toml, from the ConfigMap of this name. */}}
{{- define "espejo.tenantsVolume" -}}
name: tenants
configMap:
  name: {{ .configMap }}
  items:
    - { key: base.toml, path: base.toml }
    {{- range $host, $text := .Values.tenants.hosts }}
    - { key: {{ $host }}.toml, path: hosts/{{ $host }}.toml }
    {{- end }}
{{- end }}

{{- define "espejo.tenantsData" -}}
data:
  base.toml: {{ .Values.tenants.base | quote }}
  {{- range $host, $text := .Values.tenants.hosts }}
  {{ $host }}.toml: {{ $text | quote }}
  {{- end }}
{{- end }}
