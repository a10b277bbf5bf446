//! The types of settings, and how each is written.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// A type that a setting may have.
pub trait Setting: Sized {
    /// The value, or what is wrong as the end of a sentence that begins with the text ("is not …").
    fn parse(text: &str) -> Result<Self, String>;

    /// A stand-in for a value with a problem. It is never used, because the problem stops the
    /// start.
    fn placeholder() -> Self;
}

impl Setting for String {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }

    fn placeholder() -> Self {
        Self::new()
    }
}

impl Setting for PathBuf {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(Self::from(text))
    }

    fn placeholder() -> Self {
        Self::new()
    }
}

impl Setting for u16 {
    fn parse(text: &str) -> Result<Self, String> {
        whole_number(text, Self::MAX.into())
    }

    fn placeholder() -> Self {
        0
    }
}

impl Setting for u32 {
    fn parse(text: &str) -> Result<Self, String> {
        whole_number(text, Self::MAX.into())
    }

    fn placeholder() -> Self {
        0
    }
}

impl Setting for u64 {
    fn parse(text: &str) -> Result<Self, String> {
        whole_number(text, Self::MAX)
    }

    fn placeholder() -> Self {
        0
    }
}

impl Setting for bool {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err("is neither `true` nor `false`".to_owned()),
        }
    }

    fn placeholder() -> Self {
        false
    }
}

impl Setting for SocketAddr {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse()
            .map_err(|_| "is not an address and a port, such as 127.0.0.1:8080".to_owned())
    }

    fn placeholder() -> Self {
        Self::from(([127, 0, 0, 1], 0))
    }
}

/// Written as a whole number and a unit: `250ms`, `15s`, `5m`, `2h`, `1d`.
impl Setting for Duration {
    fn parse(text: &str) -> Result<Self, String> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let milliseconds_per_unit: u64 = match unit {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return Err(NOT_A_DURATION.to_owned()),
        };
        number
            .parse::<u64>()
            .ok()
            .and_then(|number| number.checked_mul(milliseconds_per_unit))
            .map(Self::from_millis)
            .ok_or_else(|| NOT_A_DURATION.to_owned())
    }

    fn placeholder() -> Self {
        Self::ZERO
    }
}

const NOT_A_DURATION: &str = "is not a duration, such as 250ms, 15s, 5m, 2h or 1d";

fn whole_number<T: FromStr>(text: &str, max: u64) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("is not a whole number from 0 to {max}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_need_a_number_and_a_known_unit() {
        for (text, milliseconds) in [
            ("250ms", 250),
            ("15s", 15_000),
            ("5m", 300_000),
            ("2h", 7_200_000),
            ("0s", 0),
        ] {
            assert_eq!(
                Duration::parse(text),
                Ok(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
        for text in [
            "15",
            "s",
            "-1s",
            "1.5s",
            "5 m",
            "99999999999999999999d",
            "9999999999999999d",
        ] {
            assert!(Duration::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_booleans_and_addresses_are_parsed_strictly() {
        assert_eq!(u16::parse("65535"), Ok(65_535));
        assert!(u16::parse("65536").is_err());
        assert!(u32::parse("-1").is_err());
        assert!(bool::parse("yes").is_err());
        assert!(SocketAddr::parse("localhost:80").is_err());
    }
}
