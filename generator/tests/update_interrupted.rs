//! An update that is killed, and several at once.

#[allow(dead_code)]
#[path = "support/place.rs"]
mod place;

use place::{CONFIG, Place};
use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Killed at 200 random moments: afterwards it is the old version or the new one, and a second run completes.
#[test]
fn whenever_it_is_killed_it_leaves_the_old_version_or_the_new_one() {
    let place = Place::new();
    let old = place.project();
    let start = Instant::now();
    place.update(&[]);
    let longest = start.elapsed();
    let new = place.project();
    let (mut olds, mut news, mut interrupted) = (0, 0, 0);
    let mut random = 0x9e37_79b9_u64;
    for _ in 0..200 {
        restore(&place, &old);
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = spawn(&place);
        std::thread::sleep(longest.mul_f64((random >> 11) as f64 / (1_u64 << 53) as f64));
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        interrupted += usize::from(place.path("specs/things/.armspan-update/journal.json").exists());
        // Whatever reads the configuration next puts things right.
        place.run(&["check", CONFIG]);
        let found = place.project();
        match &found {
            found if *found == old => olds += 1,
            found if *found == new => news += 1,
            _ => panic!("neither old nor new: {:?}", found.keys().collect::<Vec<_>>()),
        }
        place.update(&[]);
        assert_eq!(place.project(), new, "a second run completes");
    }
    println!("{olds} were old, {news} were new; {interrupted} were completed by the next run");
    assert!(olds > 0 && news + interrupted > 0, "the moments were not spread: {olds} old, {news} new");
}

/// With readers beside them, who join in where they find a journal.
#[test]
fn of_several_at_once_each_has_done_it_or_says_that_another_has() {
    let place = Place::new();
    let old = place.project();
    place.update(&[]);
    let new = place.project();
    for _ in 0..10 {
        restore(&place, &old);
        let updates: Vec<Child> = (0..4).map(|_| spawn(&place)).collect();
        place.run(&["check", CONFIG]);
        let outputs: Vec<_> = updates.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect();
        for output in outputs.iter().filter(|output| !output.status.success()) {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains("another") && said.contains("start again"), "{said}");
        }
        assert!(outputs.iter().any(|output| output.status.success()), "one has to win: {outputs:?}");
        assert_eq!(place.project(), new);
        let left: Vec<_> = fs::read_dir(place.path("specs/things")).expect("readable").flatten().collect();
        assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().starts_with('.')), "{left:?}");
    }
}

fn spawn(place: &Place) -> Child {
    let mut command = place.command(&["update", CONFIG, "--from", "repository"]);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it was built with the tests")
}

/// Makes the project what it was.
fn restore(place: &Place, files: &BTreeMap<String, Vec<u8>>) {
    for root in ["specs", "generated"] {
        fs::remove_dir_all(place.path(root)).expect("it is ours");
    }
    for (name, content) in files {
        let path = place.path(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("writable");
        fs::write(path, content).expect("writable");
    }
    // File systems date changes no finer than this.
    std::thread::sleep(Duration::from_millis(1));
}
