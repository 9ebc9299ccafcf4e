//! Where Azure Resource Manager is in each cloud, and for whom its tokens are.

use azure_core::cloud::CloudConfiguration;
use azure_core::error::{Error, ErrorKind};
use azure_core::{Result, http::ClientOptions};

/// Under this type a custom cloud names the audience of Azure Resource Manager.
///
/// ```
/// use armspan_runtime::{ResourceManager, azure_core::cloud::{Audiences, CloudConfiguration, CustomConfiguration}};
///
/// let mut custom = CustomConfiguration::default();
/// custom.authority_host = "https://login.cloud.example".to_owned();
/// custom.audiences = Audiences::new().with::<ResourceManager>("https://management.cloud.example".to_owned());
/// let cloud = CloudConfiguration::from(custom);
/// # let _ = cloud;
/// ```
#[derive(Debug)]
pub enum ResourceManager {}

/// Endpoint and token scope of Azure Resource Manager: the endpoint of the client's settings, else the cloud's.
pub(crate) fn resource_manager(options: &ClientOptions, endpoint: Option<&str>) -> Result<(String, String)> {
    let audience = match options.cloud.as_deref() {
        None | Some(CloudConfiguration::AzurePublic) => Some("https://management.azure.com"),
        Some(CloudConfiguration::AzureGovernment) => Some("https://management.usgovcloudapi.net"),
        Some(CloudConfiguration::AzureChina) => Some("https://management.chinacloudapi.cn"),
        Some(CloudConfiguration::Custom(custom)) => custom.audiences.get::<ResourceManager>().or(endpoint),
        Some(_) => endpoint,
    };
    let Some(audience) = audience else {
        let message = "a custom cloud needs an endpoint, or an audience for `ResourceManager`";
        return Err(Error::with_message(ErrorKind::Other, message));
    };
    let scope = format!("{}/.default", audience.trim_end_matches('/'));
    Ok((endpoint.unwrap_or(audience).to_owned(), scope))
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::cloud::{Audiences, CustomConfiguration};
    use std::sync::Arc;

    fn custom(audience: Option<&str>) -> CloudConfiguration {
        let mut custom = CustomConfiguration::default();
        if let Some(audience) = audience {
            custom.audiences = Audiences::new().with::<ResourceManager>(audience.to_owned());
        }
        custom.into()
    }

    fn found(cloud: Option<CloudConfiguration>, endpoint: Option<&str>) -> Option<(String, String)> {
        resource_manager(&ClientOptions { cloud: cloud.map(Arc::new), ..Default::default() }, endpoint).ok()
    }

    #[test]
    fn every_cloud_has_endpoint_and_scope() {
        let public = "https://management.azure.com";
        for (cloud, endpoint, expected) in [
            (None, None, Some((public, public))),
            (Some(CloudConfiguration::AzurePublic), None, Some((public, public))),
            (
                Some(CloudConfiguration::AzureGovernment),
                None,
                Some(("https://management.usgovcloudapi.net", "https://management.usgovcloudapi.net")),
            ),
            (
                Some(CloudConfiguration::AzureChina),
                None,
                Some(("https://management.chinacloudapi.cn", "https://management.chinacloudapi.cn")),
            ),
            (None, Some("http://127.0.0.1:3000"), Some(("http://127.0.0.1:3000", public))),
            (Some(custom(Some("https://arm.example/"))), None, Some(("https://arm.example/", "https://arm.example"))),
            (Some(custom(None)), Some("https://arm.example"), Some(("https://arm.example", "https://arm.example"))),
            (
                Some(custom(Some("https://a.example"))),
                Some("https://e.example"),
                Some(("https://e.example", "https://a.example")),
            ),
            (Some(custom(None)), None, None),
        ] {
            let expected = expected.map(|(endpoint, scope)| (endpoint.to_owned(), format!("{scope}/.default")));
            assert_eq!(found(cloud, endpoint), expected);
        }
    }
}
