use std::time::Duration;

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::trace_service_client::TraceServiceClient;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue, any_value::Value};
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Span};
use testkit::Collector;

fn pair(key: &str, value: Value) -> KeyValue {
    KeyValue {
        key: key.to_owned(),
        value: Some(AnyValue { value: Some(value) }),
        ..KeyValue::default()
    }
}

#[tokio::test]
async fn a_sent_span_is_collected_with_its_service_ids_and_attributes() {
    let collector = Collector::start();
    let span = Span {
        trace_id: vec![0xab; 16],
        span_id: vec![0x01; 8],
        name: "publish sync.batch".to_owned(),
        kind: 4,
        attributes: vec![pair("messaging.batch.message_count", Value::IntValue(7))],
        ..Span::default()
    };
    let service = pair("service.name", Value::StringValue("sync-worker".to_owned()));
    let request = ExportTraceServiceRequest {
        resource_spans: vec![ResourceSpans {
            resource: Some(Resource {
                attributes: vec![service],
                ..Resource::default()
            }),
            scope_spans: vec![ScopeSpans {
                spans: vec![span],
                ..ScopeSpans::default()
            }],
            ..ResourceSpans::default()
        }],
    };
    let mut client = TraceServiceClient::connect(collector.endpoint())
        .await
        .unwrap();
    client.export(request).await.unwrap();

    let spans = collector
        .wait_for(Duration::from_secs(5), |spans| !spans.is_empty())
        .await;
    assert_eq!(spans[0].service, "sync-worker");
    assert_eq!(spans[0].trace_id, "ab".repeat(16));
    assert_eq!(spans[0].parent_span_id, "");
    assert_eq!(spans[0].attributes["messaging.batch.message_count"], "7");
}
