//! Bodies that are not JSON: files, bytes, forms.

use armspan_conformance::{Document, autorest_client, sends};
use azure_core::http::{AsyncResponse, RequestContent};
use futures::TryStreamExt;

/// The length of a body, read piece by piece.
async fn length(response: AsyncResponse) -> azure_core::Result<usize> {
    response.into_body().try_fold(0, async |length, piece| Ok(length + piece.len())).await
}

mod file {
    use super::*;
    use armspan_conformance::clients::body_file::{BodyFileClient, BodyFileClientOptions, clients::FilesClient};

    const DOCUMENT: Document = Document("body-file.json");

    fn client() -> FilesClient {
        autorest_client!(BodyFileClient, BodyFileClientOptions).files_client()
    }

    #[tokio::test]
    async fn some() -> azure_core::Result<()> {
        let bytes = client().get_file(None).await?.into_body().collect().await?;
        DOCUMENT.decoded("FileStreamNonempty", (bytes.len(), &bytes[..4]), (8725, b"\x89PNG".as_slice()));
        Ok(())
    }

    /// Three gigabytes that never are in memory at once.
    #[tokio::test]
    async fn very_large() -> azure_core::Result<()> {
        let length = length(client().get_file_large(None).await?).await?;
        DOCUMENT.decoded("FileStreamVeryLarge", length, 3000 * 1024 * 1024);
        Ok(())
    }

    #[tokio::test]
    async fn empty() -> azure_core::Result<()> {
        let length = length(client().get_empty_file(None).await?).await?;
        DOCUMENT.decoded("FileStreamEmpty", length, 0);
        Ok(())
    }
}

mod binary {
    use super::*;
    use armspan_conformance::clients::body_binary::{BodyBinaryClient, BodyBinaryClientOptions};

    const DOCUMENT: Document = Document("body-binary.json");

    fn client() -> BodyBinaryClient {
        autorest_client!(BodyBinaryClient, BodyBinaryClientOptions)
    }

    sends! { DOCUMENT;
        file "BodyBinaryFile" client().upload_client().file(RequestContent::from_slice(br#"{"more":"cowbell"}"#), None) => 200;
        octets "BodyBinaryOctet" client().upload_client().binary(RequestContent::from_slice(b"Hello, world!"), None) => 200;
    }

    #[tokio::test]
    async fn error() {
        let outcome = client().download_client().error_stream(None).await;
        DOCUMENT.refused("BodyBinaryError", outcome, 400, &["I failed on purpose"]);
    }
}

mod form {
    use super::*;
    use armspan_conformance::clients::body_formdata::{
        BodyFormdataClient, BodyFormdataClientOptions, clients::FormdataClient,
    };

    const DOCUMENT: Document = Document("body-formdata.json");

    fn client() -> FormdataClient {
        autorest_client!(BodyFormdataClient, BodyFormdataClientOptions).formdata_client()
    }

    #[tokio::test]
    async fn upload_file() -> azure_core::Result<()> {
        let response = client().upload_file(RequestContent::from_slice(b"file content"), "name.txt", None).await?;
        let bytes = response.into_body().collect().await?;
        DOCUMENT.decoded("FormdataStreamUploadFile", bytes.as_ref(), b"file content".as_slice());
        Ok(())
    }

    #[tokio::test]
    async fn upload_file_via_body() -> azure_core::Result<()> {
        let response = client().upload_file_via_body(RequestContent::from_slice(b"file content"), None).await?;
        let bytes = response.into_body().collect().await?;
        DOCUMENT.decoded("StreamUploadFile", bytes.as_ref(), b"file content".as_slice());
        Ok(())
    }
}

mod url_encoded {
    use super::*;
    use armspan_conformance::clients::body_formdata_urlencoded::{
        BodyFormdataUrlencodedClient, BodyFormdataUrlencodedClientOptions, clients::FormdataurlencodedClient, models::*,
    };

    const DOCUMENT: Document = Document("body-formdata-urlencoded.json");

    fn client() -> FormdataurlencodedClient {
        autorest_client!(BodyFormdataUrlencodedClient, BodyFormdataUrlencodedClientOptions).formdataurlencoded_client()
    }

    sends! { DOCUMENT;
        pet "UpdatePetWithForm" client().update_pet_with_form(1, &PetType::Dog, &PetFood::Meat, 42, Some(
            FormdataurlencodedClientUpdatePetWithFormOptions { name: Some("Fido".into()), ..Default::default() }
        )) => 200;
        constant "UrlEncodedDataWithPartialConstantBody"
            client().partial_constant_body("bar", "foo", None) => 200;
    }
}

mod media_types {
    use super::*;
    use armspan_conformance::clients::media_types::{MediaTypesClient, MediaTypesClientOptions, models::*};

    const DOCUMENT: Document = Document("media_types.json");

    fn client() -> MediaTypesClient {
        autorest_client!(MediaTypesClient, MediaTypesClientOptions)
    }

    fn source() -> SourcePath {
        SourcePath { source: Some("foo".into()), ..Default::default() }
    }

    #[tokio::test]
    async fn json() -> azure_core::Result<()> {
        let options = MediaTypesClientAnalyzeBodyOptions { input: Some(source().try_into()?), ..Default::default() };
        let answer = client().analyze_body(Some(options)).await?.into_model()?;
        DOCUMENT.decoded("MediaTypeJson", answer, "Nice job with JSON");
        let input = Some(source().try_into()?);
        let options = MediaTypesClientAnalyzeBodyNoAcceptHeaderOptions { input, ..Default::default() };
        let response = client().analyze_body_no_accept_header(Some(options)).await?;
        DOCUMENT.answered("MediaTypesAnalyzeBodyNoAcceptHeader", response.status(), 202);
        Ok(())
    }

    #[tokio::test]
    async fn pdf() -> azure_core::Result<()> {
        let options = MediaTypesClientAnalyzeBodyOptions {
            input: Some(RequestContent::from_slice(b"PDF")),
            content_type: Some("application/pdf".into()),
            ..Default::default()
        };
        let answer = client().analyze_body(Some(options)).await?.into_model()?;
        DOCUMENT.decoded("MediaTypePdf", answer, "Nice job with PDF");
        Ok(())
    }

    #[tokio::test]
    async fn with_encoding() -> azure_core::Result<()> {
        let input = Some("hello".to_owned());
        let options = MediaTypesClientContentTypeWithEncodingOptions { input, ..Default::default() };
        let answer = client().content_type_with_encoding(Some(options)).await?.into_model()?;
        DOCUMENT.decoded("MediaTypeWithEncoding", answer, "Nice job sending content type with encoding");
        Ok(())
    }

    sends! { DOCUMENT;
        two_types "MediaTypesTwoContentTypes"
            client().binary_body_with_two_content_types(RequestContent::from_slice(b"hello, world"), None) => 200;
        three_types "MediaTypesThreeContentTypes"
            client().binary_body_with_three_content_types(RequestContent::from_slice(b"hello, world"), None) => 200;
        three_body_types "MediaTypesThreeBodyTypes"
            client().body_three_types(serde_json::json!({ "hello": "world" }).try_into()?, None) => 200;
    }
}

mod merge_patch {
    use super::*;
    use armspan_conformance::clients::merge_patch::{MergePatchClient, MergePatchClientOptions};

    const DOCUMENT: Document = Document("merge-patch.json");

    fn client() -> MergePatchClient {
        autorest_client!(MergePatchClient, MergePatchClientOptions)
    }

    sends! { DOCUMENT;
        patch "PassMergePatchObject" client().patch_single(RequestContent::from_slice(br#"{"foo": "bar"}"#), None) => 200;
    }
}
