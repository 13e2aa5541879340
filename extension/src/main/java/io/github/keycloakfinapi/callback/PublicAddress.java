package io.github.keycloakfinapi.callback;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Whether an address is on the public internet. Clients choose where they are called, and must not make the server call
 * addresses that only the server can reach.
 *
 * <p>Source: IANA's registries of special-purpose addresses, those that are not globally reachable.
 */
final class PublicAddress {
    /** Prefixes: the first octets, and the number of bits. */
    private static final int[][] SPECIAL_IPV4 = {
        {0, 0, 0, 0, 8}, // this network
        {10, 0, 0, 0, 8}, // private
        {100, 64, 0, 0, 10}, // a provider's own
        {127, 0, 0, 0, 8}, // loopback
        {169, 254, 0, 0, 16}, // link-local, clouds' metadata among them
        {172, 16, 0, 0, 12}, // private
        {192, 0, 0, 0, 24}, // protocol assignments
        {192, 0, 2, 0, 24}, // documentation
        {192, 88, 99, 0, 24}, // relays of 6to4
        {192, 168, 0, 0, 16}, // private
        {198, 18, 0, 0, 15}, // benchmarks
        {198, 51, 100, 0, 24}, // documentation
        {203, 0, 113, 0, 24}, // documentation
        {224, 0, 0, 0, 4}, // multicast
        {240, 0, 0, 0, 4}, // reserved, broadcast
    };

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublicIpv4(octets);
        }
        return address instanceof Inet6Address && isPublicIpv6(octets);
    }

    private static boolean isPublicIpv4(byte[] octets) {
        return Arrays.stream(SPECIAL_IPV4).noneMatch(range -> isIn(octets, range));
    }

    private static boolean isIn(byte[] octets, int[] range) {
        int bits = range[4];
        for (int i = 0; i < 4 && bits > 0; i++, bits -= 8) {
            int mask = bits >= 8 ? 0xff : 0xff << 8 - bits & 0xff;
            if ((octets[i] & mask) != range[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPublicIpv6(byte[] octets) {
        if (startsWith(octets, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            // NAT64: the last 32 bits are an IPv4 address.
            return isPublicIpv4(Arrays.copyOfRange(octets, 12, 16));
        }
        if (startsWith(octets, 0x20, 0x02)) {
            // 6to4: the 32 bits after the prefix are an IPv4 address.
            return isPublicIpv4(Arrays.copyOfRange(octets, 2, 6));
        }
        // All other global addresses are in 2000::/3, without Teredo and other protocols (2001::/23) and documentation.
        boolean global = (octets[0] & 0xe0) == 0x20;
        boolean protocols = startsWith(octets, 0x20, 0x01) && (octets[2] & 0xfe) == 0;
        boolean documentation =
                startsWith(octets, 0x20, 0x01, 0x0d, 0xb8) || startsWith(octets, 0x3f, 0xff) && (octets[2] & 0xf0) == 0;
        return global && !protocols && !documentation;
    }

    private static boolean startsWith(byte[] octets, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((octets[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
