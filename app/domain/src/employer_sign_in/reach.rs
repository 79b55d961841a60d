//! Which addresses the program asks when an administrator names a provider.
//!
//! An address typed into a form must not become a way into the network behind the server, so only addresses of the
//! public internet are asked. A server that only this machine can reach may also ask this machine, for trying out.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How far the program reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To addresses of the public internet, by HTTPS.
    Public,
    /// Also to this machine itself, there by plain HTTP too.
    AlsoThisMachine,
}

impl Reach {
    /// Whether an address may be asked by HTTPS.
    pub fn allows(self, address: IpAddr) -> bool {
        is_public(address) || self.allows_plainly(address)
    }

    /// Whether an address may be asked by plain HTTP.
    pub fn allows_plainly(self, address: IpAddr) -> bool {
        self == Self::AlsoThisMachine && address.to_canonical().is_loopback()
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match inside(address) {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b));
    !(is_special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

/// The address of version 4 that one of version 6 leads to: mapped, by 6to4, or by NAT64.
fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

/// What is given out for the public internet is `2000::/3`, less what is for special use.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let is_special = matches!(
        address.segments(),
        [0x2001, 0..0x200 | 0xdb8, ..] | [0x3fff, ..]
    );
    address.segments()[0] & 0xe000 == 0x2000 && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> IpAddr {
        address.parse().unwrap()
    }

    #[test]
    fn addresses_of_the_public_internet_are_asked() {
        for public in [
            "20.190.160.1",
            "8.8.8.8",
            "100.128.0.1",
            "172.32.0.1",
            "2603:1006:2000::1",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(Reach::Public.allows(at(public)), "{public}");
        }
    }

    #[test]
    fn addresses_of_a_network_behind_the_server_are_not() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "198.51.100.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!Reach::Public.allows(at(private)), "{private}");
        }
    }

    #[test]
    fn this_machine_asks_itself_only_when_nobody_else_reaches_it() {
        for own in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert!(Reach::AlsoThisMachine.allows(at(own)));
            assert!(Reach::AlsoThisMachine.allows_plainly(at(own)));
            assert!(!Reach::Public.allows_plainly(at(own)));
        }
        assert!(!Reach::AlsoThisMachine.allows(at("10.0.0.1")));
        assert!(!Reach::AlsoThisMachine.allows_plainly(at("8.8.8.8")));
    }
}
