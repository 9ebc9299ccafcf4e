//! `armspan update`.

use super::Outcome;
use super::args::{ReportFormat, Update as Arguments};
use super::diff::show;
use super::message::Messages;
use crate::diff::report::html;
use crate::documents::path::slashed;
use crate::driver::Failure;
use crate::output::write_one;
use crate::update::{self, Options, Update, Wanted};

pub(super) fn run(command: &Arguments, messages: &Messages) -> Outcome {
    let result = if command.list { list(command, messages) } else { update(command, messages) };
    match result {
        Ok(()) => Outcome::Done,
        Err(failure) => messages.failure(&failure),
    }
}

fn list(command: &Arguments, messages: &Messages) -> Result<(), Failure> {
    let (versions, current) = update::list(&command.config, &command.from)?;
    if command.report == ReportFormat::Json {
        let versions = versions.iter().map(|available| {
            serde_json::json!({
                "version": available.version.as_str(),
                "preview": available.version.is_preview(),
                "tag": available.tag,
                "documents": available.documents.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
                "missing": available.missing.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
                "inUse": Some(&available.version) == current.as_ref(),
            })
        });
        messages.text(&format!("{:#}", versions.collect::<serde_json::Value>()));
        return Ok(());
    }
    let width = versions.iter().map(|available| available.version.as_str().len()).max().unwrap_or_default();
    for available in &versions {
        let count = available.documents.len();
        let documents = format!("{count} document{}", if count == 1 { "" } else { "s" });
        let tag = available.tag.as_ref().map(|tag| format!(", tag {tag}")).unwrap_or_default();
        let mark = if Some(&available.version) == current.as_ref() { "  <- in use" } else { "" };
        let missing =
            if available.missing.is_empty() { String::new() } else { format!(", {} missing", available.missing.len()) };
        messages.text(&format!("{:width$}  {documents}{missing}{tag}{mark}", available.version.as_str()));
    }
    Ok(())
}

fn update(command: &Arguments, messages: &Messages) -> Result<(), Failure> {
    let options = Options {
        wanted: wanted(command),
        changelog: command.changelog.clone(),
        html: command.html.clone(),
        bump: command.bump,
        prune: command.prune,
    };
    let update = Update::plan(&command.config, &command.from, &options)?;
    messages.findings(&update.description.findings);
    if !command.dry_run {
        update.apply()?;
    } else if let Some(file) = &command.html {
        write_one(file, &html(&update.report))?;
    }
    show(&update.report, command.report, command.all, messages);
    if command.report == ReportFormat::Human {
        summary(&update, command, messages);
    }
    Ok(())
}

/// What was, or would be, done to files; the generated ones are told by their number.
fn summary(update: &Update, command: &Arguments, messages: &Messages) {
    let config = command.config.display();
    if update.is_done() {
        return messages.text(&format!("\n{config} is at {} already", update.target.version));
    }
    let (mut written, mut removed) = (0, 0);
    for (path, put) in update.files() {
        *(if put { &mut written } else { &mut removed }) += 1;
        if command.dry_run {
            messages.text(&format!("  would {} {}", if put { "write" } else { "remove" }, slashed(path)));
        }
    }
    let tag = update.target.tag.as_ref().map(|tag| format!(" (tag {tag})")).unwrap_or_default();
    let verb = if command.dry_run { "would move" } else { "moved" };
    messages.text(&format!(
        "\n{config} {verb} to {}{tag}: {written} files written, {removed} removed",
        update.target.version
    ));
}

fn wanted(command: &Arguments) -> Wanted {
    match (&command.api_version, &command.tag) {
        (Some(version), _) => Wanted::Version(version.clone()),
        (_, Some(tag)) => Wanted::Tag(tag.clone()),
        _ if command.preview => Wanted::Newest,
        _ => Wanted::NewestStable,
    }
}
