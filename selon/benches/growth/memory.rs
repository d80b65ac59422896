//! Counts memory as it is taken, so that the figures are the same on every machine.

#![allow(
    dead_code,
    reason = "the bench asks for one figure, the test for another"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
static ALL: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Begins to count anew; gives the bytes that are in use now.
pub fn start() -> usize {
    let now = IN_USE.load(Relaxed);
    MOST.store(now, Relaxed);
    ALL.store(0, Relaxed);
    now
}

/// The most bytes that have been in use at once since then.
pub fn most() -> usize {
    MOST.load(Relaxed)
}

/// How many bytes have been taken since then, whether given back or not.
pub fn all() -> usize {
    ALL.load(Relaxed)
}

fn taken(bytes: usize) {
    let now = IN_USE.fetch_add(bytes, Relaxed) + bytes;
    MOST.fetch_max(now, Relaxed);
    ALL.fetch_add(bytes, Relaxed);
}

// SAFETY: everything is handed to the system's allocator as it came.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        taken(size);
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}
