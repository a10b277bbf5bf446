"""Checks the chart: its values against their schema, and what the templates make of them against the
schemas of Kubernetes and against the confinement of the containers. Arguments: the chart, the program
go, and the renderer."""

import copy
import json
import pathlib
import subprocess
import sys

import jsonschema
import kubernetes_validate
import yaml

KUBERNETES = "1.33"
SERVICES = ["core-api", "sync-worker", "export-worker", "scheduler"]
# Objects of the Prometheus operator have no schema here.
WITHOUT_SCHEMA = {"ServiceMonitor"}


def merged(defaults, given):
    made = copy.deepcopy(defaults)
    for key, value in given.items():
        both = isinstance(value, dict) and isinstance(made.get(key), dict)
        made[key] = merged(made[key], value) if both else value
    return made


class Chart:
    def __init__(self, folder, go, renderer):
        self.folder, self.go, self.renderer = pathlib.Path(folder), go, renderer
        self.defaults = self.read("values.yaml")
        self.schema = json.loads((self.folder / "values.schema.json").read_text())
        chart = self.read("Chart.yaml")
        self.chart = {"Name": chart["name"], "AppVersion": chart["appVersion"]}

    def read(self, name):
        return yaml.safe_load((self.folder / name).read_text())

    def objects(self, given):
        values = merged(self.defaults, given)
        jsonschema.validate(values, self.schema)
        folder = str(self.folder / "templates")
        text = json.dumps({"folder": folder, "values": values, "chart": self.chart})
        command = [self.go, "run", self.renderer]
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode != 0:
            raise ValueError(done.stderr.strip())
        files = json.loads(done.stdout)
        files.pop("NOTES.txt")
        parsed = (yaml.safe_load_all(files[name]) for name in sorted(files))
        return [found for documents in parsed for found in documents if found]


def check_schema(made):
    if made["kind"] not in WITHOUT_SCHEMA:
        kubernetes_validate.validate(made, KUBERNETES, strict=True)


def check_pod(name, pod):
    assert pod["automountServiceAccountToken"] is False, name
    security = pod["securityContext"]
    assert security["runAsNonRoot"] is True and security["runAsUser"] == 65532, name
    assert security["seccompProfile"] == {"type": "RuntimeDefault"}, name
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }, name
        assert container["resources"]["limits"]["memory"], name
    mounted = {mount["name"] for mount in pod["containers"][0]["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["volumes"]}, name


def check_deployment(made, objects):
    name = made["metadata"]["name"]
    labels = made["spec"]["template"]["metadata"]["labels"]
    assert made["spec"]["selector"]["matchLabels"] == labels, name
    container = made["spec"]["template"]["spec"]["containers"][0]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["port"] == "ops", name
    assert container["livenessProbe"]["httpGet"]["path"] == "/live", name
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready", name
    names = [variable["name"] for variable in container["env"]]
    assert len(names) == len(set(names)), f"{name}: a variable twice"
    of_kind = {found["kind"] for found in objects if found["metadata"]["name"] == name}
    assert {"Service", "PodDisruptionBudget"} <= of_kind, name
    scaled = "HorizontalPodAutoscaler" in of_kind
    assert scaled != ("replicas" in made["spec"]), name


def check(objects):
    names = [(made["kind"], made["metadata"]["name"]) for made in objects]
    assert len(names) == len(set(names)), "an object twice"
    deployments = [name for kind, name in names if kind == "Deployment"]
    assert sorted(deployments) == sorted(f"espejo-{name}" for name in SERVICES)
    maps = {made["metadata"]["name"]: made for made in objects if made["kind"] == "ConfigMap"}
    for made in objects:
        check_schema(made)
        if made["kind"] not in ("Deployment", "Job"):
            continue
        pod = made["spec"]["template"]["spec"]
        check_pod(made["metadata"]["name"], pod)
        for volume in pod["volumes"]:
            if "configMap" in volume:
                keys = {item["key"] for item in volume["configMap"]["items"]}
                assert keys == set(maps[volume["configMap"]["name"]]["data"])
        if made["kind"] == "Deployment":
            check_deployment(made, objects)


def refused(chart, given):
    try:
        chart.objects(given)
    except (ValueError, jsonschema.ValidationError):
        return
    raise AssertionError(f"these values are accepted: {given}")


def main(folder, go, renderer):
    chart = Chart(folder, go, renderer)
    examples = sorted((chart.folder / "examples").glob("*.yaml"))
    kinds = set()
    for example in examples:
        objects = chart.objects(yaml.safe_load(example.read_text()))
        check(objects)
        kinds |= {made["kind"] for made in objects}
        print(f"{example.name}: {len(objects)} objects")
    wanted = {"Ingress", "Job", "NetworkPolicy", "ServiceMonitor", "HorizontalPodAutoscaler"}
    assert wanted <= kinds, wanted - kinds

    usual = yaml.safe_load((chart.folder / "examples/s3.yaml").read_text())
    everything = yaml.safe_load((chart.folder / "examples/everything.yaml").read_text())
    texts = chart.objects(everything)
    tenants = next(made for made in texts if made["metadata"]["name"] == "espejo-tenants")
    assert tenants["data"]["andina.example.com.toml"] == everything["tenants"]["hosts"]["andina.example.com"]
    safe = chart.objects(yaml.safe_load((chart.folder / "examples/ha.yaml").read_text()))
    for made in (made for made in safe if made["kind"] == "Deployment"):
        pod = made["spec"]["template"]["spec"]
        assert made["spec"]["replicas"] >= 2, "a single pod of " + made["metadata"]["name"]
        assert pod["topologySpreadConstraints"], made["metadata"]["name"]
        assert not any("persistentVolumeClaim" in volume for volume in pod["volumes"])
    refused(chart, {})
    refused(chart, merged(usual, {"env": {"ESPEJO_S3_BUCKET": None}}))
    refused(chart, {"tenants": usual["tenants"]})
    refused(chart, merged(usual, {"services": {"core-api": {"replica": 2}}}))
    refused(chart, merged(usual, {"image": {"tag": "a b"}}))


main(*sys.argv[1:])
