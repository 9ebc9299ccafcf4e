//! Every keyword that generated code or the wire depends on, by where it stands, with values to try.

/// Keywords whose values are tried in turn, null for leaving it out.
pub type Keywords = [(&'static str, &'static [&'static str])];

/// Of whatever has a value: schemas, items, parameters, headers.
pub const VALUES: &Keywords = &[
    ("type", &["null", r#""string""#, r#""integer""#, r#""number""#, r#""boolean""#]),
    (
        "format",
        &[
            "null",
            r#""int32""#,
            r#""int64""#,
            r#""unixtime""#,
            r#""float""#,
            r#""decimal""#,
            r#""date-time""#,
            r#""date-time-rfc1123""#,
            r#""date""#,
            r#""time""#,
            r#""duration""#,
            r#""byte""#,
            r#""base64url""#,
            r#""uuid""#,
            r#""arm-id""#,
            r#""password""#,
        ],
    ),
    ("default", &["null", r#""other""#, "1", "true"]),
    ("enum", &["null", r#"["one"]"#, r#"["one", "two"]"#]),
    ("pattern", &["null", r#""^a*$""#, r#""^b*$""#]),
    ("minLength", &["null", "1", "2"]),
    ("maxLength", &["null", "3", "4"]),
    ("minimum", &["null", "1", "2"]),
    ("exclusiveMinimum", &["true"]),
    ("maximum", &["null", "3", "4"]),
    ("exclusiveMaximum", &["true"]),
    ("multipleOf", &["null", "2"]),
    ("minItems", &["null", "1"]),
    ("maxItems", &["null", "4"]),
    ("uniqueItems", &["null", "true"]),
    ("x-nullable", &["null", "true"]),
    ("x-ms-enum", &["null"]),
    ("description", &["null", r#""Another text.""#]),
    ("x-ms-client-name", &["null", r#""anotherName""#]),
];

/// Of schemas only.
pub const SCHEMAS: &Keywords = &[
    ("readOnly", &["null", "true"]),
    ("x-ms-mutability", &["null", r#"["read"]"#, r#"["read", "create"]"#, r#"["create", "update"]"#]),
    ("x-ms-secret", &["null", "true"]),
    ("x-ms-client-flatten", &["null", "true"]),
    ("x-ms-discriminator-value", &["null", r#""another.value""#]),
    ("x-ms-azure-resource", &["null", "true"]),
    ("discriminator", &["null", r#""kind""#]),
    (
        "additionalProperties",
        &[
            "null",
            "true",
            "false",
            r#"{"type": "string"}"#,
            r#"{"type": "integer"}"#,
            r#"{"type": "string", "x-nullable": true}"#,
        ],
    ),
    ("allOf", &["null"]),
    ("title", &["null", r#""Another title""#]),
    ("externalDocs", &["null", r#"{"url": "https://example.com/x"}"#]),
];

/// Of parameters only.
pub const PARAMETERS: &Keywords = &[
    ("in", &[r#""query""#, r#""header""#]),
    ("required", &["null", "true"]),
    ("collectionFormat", &["null", r#""ssv""#, r#""tsv""#, r#""pipes""#, r#""multi""#]),
    ("x-ms-skip-url-encoding", &["null", "true"]),
    ("x-ms-parameter-location", &["null", r#""method""#, r#""client""#]),
    ("x-ms-parameter-grouping", &["null", r#"{"name": "some-group"}"#, r#"{"postfix": "Group"}"#]),
    ("x-ms-header-collection-prefix", &["null", r#""x-meta-""#]),
    ("x-ms-api-version", &["null", "true", "false"]),
];

/// Of operations.
pub const OPERATIONS: &Keywords = &[
    ("summary", &["null", r#""Another summary.""#]),
    ("description", &["null", r#""Another text.""#]),
    ("deprecated", &["null", "true"]),
    (
        "consumes",
        &["null", r#"["text/plain"]"#, r#"["application/octet-stream"]"#, r#"["application/merge-patch+json"]"#],
    ),
    ("produces", &["null", r#"["text/plain"]"#, r#"["application/octet-stream"]"#]),
    ("x-ms-long-running-operation", &["null", "true"]),
    (
        "x-ms-long-running-operation-options",
        &[
            "null",
            r#"{"final-state-via": "location"}"#,
            r#"{"final-state-via": "azure-async-operation"}"#,
            r#"{"final-state-via": "original-uri"}"#,
            r#"{"final-state-via": "operation-location"}"#,
        ],
    ),
    (
        "x-ms-pageable",
        &[
            "null",
            r#"{"nextLinkName": null}"#,
            r#"{"nextLinkName": "nextLink"}"#,
            r#"{"nextLinkName": "otherLink"}"#,
            r#"{"nextLinkName": "nextLink", "itemName": "others"}"#,
        ],
    ),
    ("x-ms-request-id-header", &[r#""x-id""#]),
];

/// Of whole documents.
pub const SERVICE: &Keywords = &[
    ("host", &["null", r#""example.azure.com""#]),
    ("basePath", &["null", r#""/base""#]),
    ("schemes", &[r#"["http"]"#]),
    ("consumes", &["null", r#"["text/plain"]"#]),
    ("produces", &["null", r#"["text/plain"]"#]),
    ("security", &["null", r#"[{"azure_auth": ["other_scope"]}]"#]),
    (
        "x-ms-parameterized-host",
        &[
            "null",
            r#"{"hostTemplate": "{account}.example.com", "parameters": [{"name": "account", "in": "path", "required": true, "type": "string"}]}"#,
        ],
    ),
];
