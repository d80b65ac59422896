//! What a text costs as it grows: time by stage, memory and the size of the record, for texts of 1,000 to 64,000 words that no
//! newspaper prints, and for prose.
//!
//!     cargo bench -p selon --bench growth [-- WORDS OF A KIND'S NAME]
//!
//! A kind passes if a word at 64,000 words takes at most three times as long as one at 4,000, memory and output grow with the
//! text, and no text takes ten seconds; prose of 300,000 words, if all of it takes at most half as long again as its analysis.
//! Each text is read in a process of its own, which is ended after a minute.

mod memory;
mod texts;

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use selon::intake::{Item, Kind as Format};
use selon::read::Reader;
use selon::resolve::Resolver;
use selon::{Selon, analyse, languages, write};
use texts::{KINDS, Kind};

/// The sizes every kind is read at, in words.
const SIZES: [usize; 4] = [1_000, 4_000, 16_000, 64_000];

/// The size prose is read at besides.
const LONG: usize = 300_000;

/// No text is read for longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The bars of a kind: seconds, and how many times as much time a word and memory a word may take at 64,000 words as at 4,000.
const MOST_SECONDS: f64 = 10.0;
const MOST_TIME: f64 = 3.0;
const MOST_MEMORY: f64 = 1.5;

/// How much of its analysis the whole of long prose may take.
const MOST_OF_ANALYSIS: f64 = 1.5;

/// The stages by the names they are printed under.
const STAGES: [&str; 5] = ["intake", "analyse", "read", "resolve", "write"];

/// What reading one text took.
#[derive(Clone, Copy)]
struct Cost {
    words: usize,
    seconds: [f64; 5],
    memory: f64,
    json: f64,
}

impl Cost {
    fn all(&self) -> f64 {
        self.seconds.iter().sum()
    }

    fn a_word(&self) -> f64 {
        self.all() / self.words as f64
    }

    /// As one line, for the process that asked.
    fn line(&self) -> String {
        let seconds = self.seconds.map(|second| second.to_string()).join(" ");
        format!("{} {} {} {seconds}", self.words, self.memory, self.json)
    }

    fn of(line: &str) -> Option<Cost> {
        let mut numbers = line
            .split_whitespace()
            .map_while(|number| number.parse::<f64>().ok());
        let mut next = || numbers.next();
        Some(Cost {
            words: next()? as usize,
            memory: next()?,
            json: next()?,
            seconds: [next()?, next()?, next()?, next()?, next()?],
        })
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let [one, kind, words] = &arguments[..]
        && one == "--one"
    {
        let kind = &KINDS[kind.parse::<usize>().expect("a number of a kind")];
        println!(
            "{}",
            measure(kind, words.parse().expect("a number of words")).line()
        );
        return;
    }
    // Run among the tests, it only has to run.
    if !std::env::args().any(|argument| argument == "--bench") {
        if let Some(kind) = KINDS.first() {
            println!("{}", measure(kind, SIZES[0]).line());
        }
        return;
    }
    println!(
        "{:>19}  {:>7} {:>7} {:>6} {:>7} {:>6}  {}",
        "",
        "words",
        "s",
        "× 4k",
        "MiB",
        "JSON",
        STAGES.join(" ")
    );
    let mut missed = Vec::new();
    let chosen = |kind: &Kind| {
        arguments.is_empty()
            || arguments
                .iter()
                .any(|part| kind.name.contains(part.as_str()))
    };
    for (number, kind) in KINDS.iter().enumerate().filter(|(_, kind)| chosen(kind)) {
        missed.extend(grow(number, kind));
    }
    for problem in &missed {
        println!("missed: {problem}");
    }
}

/// Reads a kind at every size; gives what it misses.
fn grow(number: usize, kind: &Kind) -> Vec<String> {
    let name = format!("{} {}", kind.language, kind.name.trim());
    let mut costs: Vec<Cost> = Vec::new();
    let mut missed = Vec::new();
    let sizes = SIZES.into_iter().chain(kind.is_prose().then_some(LONG));
    for words in sizes {
        let Some(cost) = apart(number, words) else {
            missed.push(format!(
                "{name}: {words} words take more than {} s",
                PATIENCE.as_secs()
            ));
            break;
        };
        costs.push(cost);
        let relative = costs
            .get(1)
            .map_or(0.0, |base| cost.a_word() / base.a_word());
        let stages = cost.seconds.map(|second| format!("{second:.3}")).join(" ");
        println!(
            "{name:>19}  {:>7} {:>7.3} {relative:>6.2} {:>7.1} {:>6.2}  {stages}",
            cost.words,
            cost.all(),
            cost.memory,
            cost.json
        );
        if cost.all() > MOST_SECONDS && words < LONG {
            missed.push(format!("{name}: {words} words take {:.1} s", cost.all()));
        }
        if words == SIZES[3] {
            let base = costs[1];
            let times = cost.words as f64 / base.words as f64;
            for (what, found, most) in [
                ("time", cost.a_word() / base.a_word(), MOST_TIME),
                ("memory", cost.memory / base.memory / times, MOST_MEMORY),
                ("JSON", cost.json / base.json / times, MOST_MEMORY),
            ] {
                if found > most {
                    missed.push(format!("{name}: {what} a word grows {found:.1} times"));
                }
            }
        }
        if words == LONG && cost.all() > MOST_OF_ANALYSIS * cost.seconds[1] {
            missed.push(format!(
                "{name}: all takes {:.2} times the analysis",
                cost.all() / cost.seconds[1]
            ));
        }
    }
    missed
}

/// What a text costs in a process of its own, unless that takes too long.
fn apart(kind: usize, words: usize) -> Option<Cost> {
    let program = std::env::current_exe().expect("this program");
    let arguments = ["--one".to_owned(), kind.to_string(), words.to_string()];
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program again");
    let begun = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().expect("a child");
            child.wait().expect("a child");
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut line = String::new();
    child.stdout?.read_to_string(&mut line).expect("a line");
    Cost::of(&line)
}

/// Reads one text stage by stage; a short one several times, of which the quickest counts.
fn measure(kind: &Kind, words: usize) -> Cost {
    const TIMES: usize = 5;
    const SHORT: f64 = 0.2;
    let pack = languages::pack(kind.language).expect("a language");
    let selon = Selon::new()
        .expect("the tables")
        .with_language(kind.language)
        .expect("a language");
    let (reader, resolver) = (Reader::new(pack).expect("the tables"), Resolver::new(pack));
    let text = kind.text(words);
    let item = Item {
        origin: "growth".to_owned(),
        bytes: text.into_bytes(),
        kind: if kind.page {
            Format::Page { charset: None }
        } else {
            Format::Text
        },
    };
    // Loads the model.
    selon
        .read("Le port est rouvert.".as_bytes(), "growth")
        .expect("a text");
    let mut best: Option<Cost> = None;
    for _ in 0..TIMES {
        let cost = once(&selon, &reader, &resolver, &item, words);
        let better = best.is_none_or(|best| cost.all() < best.all());
        best = best.filter(|_| !better).or(Some(cost));
        if cost.all() > SHORT {
            break;
        }
    }
    best.expect("one time at least")
}

fn once(selon: &Selon, reader: &Reader, resolver: &Resolver, item: &Item, words: usize) -> Cost {
    const MIB: f64 = (1 << 20) as f64;
    let before = memory::start();
    let mut seconds = [0.0; 5];
    let article = timed(&mut seconds[0], || {
        selon.article_of(item).expect("an article")
    });
    let analysis = timed(&mut seconds[1], || {
        // What it finds does not matter: most of these texts are in no language.
        let _ = analyse::detect(&article.text, &["en", "fr"]);
        selon.analyse_article(&article).expect("a model")
    });
    let read = timed(&mut seconds[2], || reader.read(&article, &analysis));
    let record = timed(&mut seconds[3], || resolver.resolve(&analysis, read));
    let mut out = Vec::new();
    timed(&mut seconds[4], || {
        write::json::record(&record, &mut out).expect("a vector")
    });
    Cost {
        words,
        seconds,
        memory: (memory::most() - before) as f64 / MIB,
        json: out.len() as f64 / MIB,
    }
}

fn timed<T>(seconds: &mut f64, work: impl FnOnce() -> T) -> T {
    let (begun, clock) = (processor(), Instant::now());
    let done = work();
    *seconds = match (begun, processor()) {
        (Some(begun), Some(now)) => now - begun,
        _ => clock.elapsed().as_secs_f64(),
    };
    done
}

/// The seconds that the processor has spent on this thread, where the system tells it (Linux): other work on the machine
/// is not counted.
fn processor() -> Option<f64> {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = spent.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
