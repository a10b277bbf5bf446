//! The first page of somebody who looks after the money, in one answer.

pub mod http;
