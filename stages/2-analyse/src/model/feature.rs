//! Hashes of features: every feature of every classifier is one 32-bit key.

/// An odd constant with well-spread bits (the golden ratio in 64 bits).
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes one more value into a running hash. Folding the 128-bit product keeps both halves' bits.
#[inline]
fn mix(hash: u64, value: u64) -> u64 {
    let product = u128::from(hash ^ value ^ 0x2545_f491_4f6c_dd1d) * u128::from(MULTIPLIER);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The key of the feature that template number `template` makes from two values.
///
/// Most templates join at most two 32-bit values, which go into one multiplication.
#[inline]
pub(crate) fn key2(template: u32, first: u32, second: u32) -> u32 {
    let seed = u64::from(template).wrapping_mul(MULTIPLIER);
    finish(mix(seed, u64::from(first) << 32 | u64::from(second)))
}

/// The key of the feature that template number `template` makes from four values.
#[inline]
pub(crate) fn key4(template: u32, first: u32, second: u32, third: u32, fourth: u32) -> u32 {
    let seed = u64::from(template).wrapping_mul(MULTIPLIER);
    let half = mix(seed, u64::from(first) << 32 | u64::from(second));
    finish(mix(half, u64::from(third) << 32 | u64::from(fourth)))
}

#[inline]
fn finish(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The hash of a text.
#[inline]
pub(crate) fn text(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    let mut word = [0; 8];
    word[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    finish(mix(hash, u64::from_le_bytes(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_template_and_length_all_count() {
        assert_ne!(key2(1, 2, 3), key2(1, 3, 2));
        assert_ne!(key2(1, 2, 3), key2(2, 2, 3));
        assert_ne!(key4(1, 2, 3, 4, 5), key4(1, 2, 3, 5, 4));
        assert_ne!(text("porte"), text("porté"));
        assert_ne!(text(""), text("\0"));
        assert_eq!(text("le porte-parole"), text("le porte-parole"));
    }
}
