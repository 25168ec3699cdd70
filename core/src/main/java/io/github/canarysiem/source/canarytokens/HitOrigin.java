package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.AutonomousSystem;
import io.github.canarysiem.DeviceLocation;
import io.github.canarysiem.Geo;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IpLiteral;
import io.github.canarysiem.Source;
import org.jspecify.annotations.Nullable;

/** Where a hit came from: {@code src_ip}, {@code geo_info}, {@code is_tor_relay}, a device's location. */
final class HitOrigin {
    private HitOrigin() {}

    static void map(HitFields fields, ObjectNode root, IncidentBuilder incident) {
        ObjectNode info = fields.object(root, "geo_info");
        String address = fields.text(root, "src_ip");
        if (address != null) {
            incident.source(new Source(
                    address,
                    IpLiteral.canonical(address),
                    port(fields, fields.object(root, "src_data")),
                    fields.text(info, "hostname"),
                    fields.flag(root, "is_tor_relay"),
                    fields.flag(info, "bogon")));
            if (info != null && address.equals(info.path("ip").textValue())) {
                info.remove("ip");
            }
        }
        if (info != null) {
            network(fields, info, incident);
        }
        incident.geo(info == null ? azureGeo(fields, root) : geo(fields, info));
        device(fields, root, incident);
    }

    private static @Nullable Geo geo(HitFields fields, ObjectNode info) {
        Geo geo = new Geo(
                fields.text(info, "country"),
                fields.text(info, "region"),
                fields.text(info, "city"),
                fields.text(info, "postal"),
                fields.text(info, "timezone"),
                fields.text(info, "loc"),
                fields.text(info, "org"));
        return geo.equals(new Geo(null, null, null, null, null, null, null)) ? null : geo;
    }

    private static void network(HitFields fields, ObjectNode info, IncidentBuilder incident) {
        ObjectNode asn = fields.object(info, "asn");
        if (asn != null) {
            incident.autonomousSystem(new AutonomousSystem(
                    fields.text(asn, "asn"),
                    fields.text(asn, "name"),
                    fields.text(asn, "domain"),
                    fields.text(asn, "route"),
                    fields.text(asn, "type")));
        }
    }

    /** Azure says itself where a login came from; the server stores no other geography for these. */
    private static @Nullable Geo azureGeo(HitFields fields, ObjectNode root) {
        ObjectNode info = fields.object(root, "additional_info");
        ObjectNode place = fields.object(info, "Location");
        ObjectNode point = fields.object(info, "Coordinates");
        String country = fields.single(place, "countryOrRegion");
        String region = fields.single(place, "state");
        String city = fields.single(place, "city");
        String latitude = fields.peek(point, "latitude");
        String longitude = fields.peek(point, "longitude");
        String location = null;
        if (latitude != null && longitude != null) {
            location = fields.single(point, "latitude") + "," + fields.single(point, "longitude");
        }
        boolean nothing = country == null && region == null && city == null && location == null;
        return nothing ? null : new Geo(country, region, city, null, null, location, null);
    }

    private static void device(HitFields fields, ObjectNode root, IncidentBuilder incident) {
        ObjectNode location = fields.object(root, "location");
        if (location != null) {
            ObjectNode coordinates = fields.object(location, "coords");
            incident.deviceLocation(new DeviceLocation(
                    fields.text(coordinates, "latitude"),
                    fields.text(coordinates, "longitude"),
                    fields.text(coordinates, "accuracy"),
                    fields.text(location, "timestamp")));
        }
    }

    private static @Nullable Integer port(HitFields fields, @Nullable ObjectNode data) {
        String text = fields.peek(data, "src_port");
        if (text == null || !text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            return null;
        }
        fields.text(data, "src_port");
        return Integer.valueOf(text);
    }
}
