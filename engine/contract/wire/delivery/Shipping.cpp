#include "contract/wire/delivery/Shipping.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <>
std::span<const EnumName<ShippingKind>> enumNames(ShippingKind)
{
    static constexpr EnumName<ShippingKind> names[]{{ShippingKind::Directory, "directory"}, {ShippingKind::S3, "s3"}};
    return names;
}

template <>
std::span<const EnumName<ShippingCompression>> enumNames(ShippingCompression)
{
    static constexpr EnumName<ShippingCompression> names[]{{ShippingCompression::Gzip, "gzip"},
                                                           {ShippingCompression::Zstd, "zstd"}};
    return names;
}

template <>
std::span<const EnumName<ShippingStart>> enumNames(ShippingStart)
{
    static constexpr EnumName<ShippingStart> names[]{{ShippingStart::Oldest, "oldest"}, {ShippingStart::Now, "now"}};
    return names;
}

template <>
std::span<const EnumName<ShippingPhase>> enumNames(ShippingPhase)
{
    static constexpr EnumName<ShippingPhase> names[]{
        {ShippingPhase::Waiting, "waiting"}, {ShippingPhase::Working, "working"}, {ShippingPhase::Failing, "failing"}};
    return names;
}

template <typename A>
void fields(A &a, typename A::template Ref<ShippingInput> v)
{
    a("kind", v.kind);
    a.nullable("path", v.path);
    a.nullable("endpoint", v.endpoint);
    a.nullable("region", v.region);
    a.nullable("bucket", v.bucket);
    a.nullable("access_key", v.accessKey);
    a.nullable("secret_key", v.secretKey);
    a.nullable("prefix", v.prefix);
    a.nullable("compression", v.compression);
    a.nullable("interval", v.interval);
    a.nullable("max_bytes", v.maxBytes);
    a.nullable("start", v.start);
}

template <typename A>
void fields(A &a, typename A::template Ref<ShippedObject> v)
{
    a("name", v.name);
    a("first_seq", v.firstSeq);
    a("last_seq", v.lastSeq);
    a("events", v.events);
    a("bytes", v.bytes);
    a("sha256", v.sha256);
    a("at", v.at);
}

template <typename A>
void fields(A &a, typename A::template Ref<ShippingProblem> v)
{
    a("code", v.code);
    a("message", v.message);
}

template <typename A>
void fields(A &a, typename A::template Ref<ShippingState> v)
{
    a("phase", v.phase);
    a("cursor", v.cursor);
    a("backlog", v.backlog);
    a("oldest_at", v.oldestAt);
    a("objects", v.objects);
    a("events", v.events);
    a("last_object", v.lastObject);
    a("error", v.error);
    a("failures", v.failures);
    a("next_try_at", v.nextTryAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<Shipping> v)
{
    a("kind", v.kind);
    a("path", v.path);
    a("endpoint", v.endpoint);
    a("region", v.region);
    a("bucket", v.bucket);
    a("access_key", v.accessKey);
    a("secret_key", v.secretKey);
    a("prefix", v.prefix);
    a("compression", v.compression);
    a("interval", v.interval);
    a("max_bytes", v.maxBytes);
    a("state", v.state);
}

UNMTA_WIRE_CODEC(ShippingInput)
UNMTA_WIRE_CODEC(Shipping)

} // namespace unmta::wire
