//! Names against times: every word belongs to one of them, but for events (`Sept. 11 attacks`).

use super::{label::Kind, name::Name};
use crate::time::{Expression, Strength};

/// Which of two that overlap gives way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loser {
    Neither,
    Name,
    Time,
}

fn loser(name: &Name, time: &Expression) -> Loser {
    let (first, last) = (name.first, name.last);
    if first >= time.last || time.first >= last {
        return Loser::Neither;
    }
    if name.ordered {
        return Loser::Time;
    }
    let longer_name = last - first > time.last - time.first;
    let around = first <= time.first && time.last <= last;
    match (name.kind, time.strength) {
        // The date of an event's name is a date too; its weekday or season is not.
        (Some(Kind::Event), Strength::Certain) if around => Loser::Neither,
        // `Sunday Times`, `May Day`: a longer name has the word; so has `May` alone, when the
        // evidence was for a name.
        (_, Strength::Weak) if around => Loser::Time,
        (_, Strength::Likely) if around && longer_name => Loser::Time,
        (_, Strength::Certain) if around && longer_name && name.entry.is_some() => Loser::Time,
        _ => Loser::Name,
    }
}

/// Strikes the names and times that give way; both are in order.
pub(crate) fn settle(names: &mut Vec<Name>, times: &mut Vec<Expression>) {
    let mut at = 0;
    let mut struck = 0;
    names.retain(|name| {
        while at < times.len() && times[at].last <= name.first {
            at += 1;
        }
        let near = || times[at..].iter().take_while(|time| time.first < name.last);
        let lost = near().any(|time| loser(name, time) == Loser::Name);
        struck += usize::from(!lost && near().any(|time| loser(name, time) == Loser::Time));
        !lost
    });
    if struck == 0 {
        return;
    }
    let mut at = 0;
    times.retain(|time| {
        while at < names.len() && names[at].last <= time.first {
            at += 1;
        }
        let mut near = names[at..].iter().take_while(|name| name.first < time.last);
        !near.any(|name| loser(name, time) == Loser::Time)
    });
}
