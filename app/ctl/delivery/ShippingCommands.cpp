#include "ctl/Commands.h"
#include "ctl/Input.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct ShippingInput
{
    QString kind;
    QString path;
    QString endpoint;
    QString region;
    QString bucket;
    QString accessKey;
    QString secretKey;
    QString secretKeyFile;
    QString prefix;
    QString compression;
    QString interval;
    int maxBytes = 0;
    QString start;
    bool yes = false;
};

QString numberOf(qint64 count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

QString placeOf(const wire::Shipping &shipping)
{
    if (shipping.kind == wire::ShippingKind::Directory)
        return shipping.path.value_or(QString());
    return u"%1/%2 (%3)"_s.arg(shipping.endpoint.value_or(QString()), shipping.bucket.value_or(QString()),
                               shipping.region.value_or(QString()));
}

QString phaseOf(const wire::ShippingState &state)
{
    switch (state.phase) {
    case wire::ShippingPhase::Working:
        return u"shipping"_s;
    case wire::ShippingPhase::Failing:
        return u"failing, tried %1 in a row"_s.arg(numberOf(state.failures, u"time"_s, u"times"_s));
    case wire::ShippingPhase::Waiting:
        break;
    }
    return u"waiting for events"_s;
}

void showShipping(const wire::Shipping &shipping)
{
    const wire::ShippingState &state = shipping.state;
    QList<std::pair<QString, QString>> fields{
        {u"To"_s, placeOf(shipping)},
        {u"Prefix"_s, shown(shipping.prefix)},
        {u"Compression"_s, shipping.compression == wire::ShippingCompression::Zstd ? u"zstd"_s : u"gzip"_s},
        {u"Every"_s, shipping.interval},
        {u"At most"_s, u"%1 bytes per object, before compression"_s.arg(shipping.maxBytes)},
        {u"State"_s, phaseOf(state)}};
    if (state.error)
        fields.append({u"Problem"_s, state.error->message});
    fields +=
        {{u"Next try"_s, shown(state.nextTryAt)},
         {u"Shipped"_s, u"%1 in %2, up to %3"_s.arg(numberOf(state.events, u"event"_s, u"events"_s),
                                                    numberOf(state.objects, u"object"_s, u"objects"_s), state.cursor)},
         {u"Waiting"_s, numberOf(state.backlog, u"event"_s, u"events"_s)},
         {u"  since"_s, shown(state.oldestAt)},
         {u"Last object"_s, state.lastObject ? state.lastObject->name : u"-"_s}};
    printFields(fields);
}

// From where it is not seen by everybody who looks at the processes.
Result<QString> secretOf(const ShippingInput &input)
{
    if (!input.secretKey.isEmpty())
        return input.secretKey;
    if (input.secretKeyFile.isEmpty())
        return qEnvironmentVariable("UNMTA_SHIPPING_SECRET_KEY");
    const auto content = contentOf(input.secretKeyFile);
    if (!content)
        return content.error();
    const QString secret = QString::fromUtf8(content->left(content->indexOf('\n'))).trimmed();
    if (secret.isEmpty())
        return usageError(u"%1 has no secret key in its first line."_s.arg(input.secretKeyFile));
    return secret;
}

std::optional<QString> given(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

Outcome show(Session &session, const ShippingInput &)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const auto shipping = session.call(api::getShipping, *path);
    if (!shipping.body && shipping.body.error().code == u"request.not_found"_s) {
        Error error = shipping.body.error();
        error.context.insert(u"message"_s, u"Events are not shipped. Begin with unmta-ctl shipping set."_s);
        return error;
    }
    return present(session, shipping, showShipping);
}

Outcome set(Session &session, const ShippingInput &input)
{
    const auto secret = secretOf(input);
    if (!secret)
        return secret.error();
    wire::ShippingInput wanted;
    wanted.kind = input.kind == u"s3"_s ? wire::ShippingKind::S3 : wire::ShippingKind::Directory;
    wanted.path = given(input.path);
    wanted.endpoint = given(input.endpoint);
    wanted.region = given(input.region);
    wanted.bucket = given(input.bucket);
    wanted.accessKey = given(input.accessKey);
    if (wanted.kind == wire::ShippingKind::S3)
        wanted.secretKey = given(*secret);
    wanted.prefix = given(input.prefix);
    if (!input.compression.isEmpty()) {
        wanted.compression =
            input.compression == u"zstd"_s ? wire::ShippingCompression::Zstd : wire::ShippingCompression::Gzip;
    }
    wanted.interval = given(input.interval);
    if (input.maxBytes > 0)
        wanted.maxBytes = input.maxBytes;
    if (!input.start.isEmpty())
        wanted.start = input.start == u"now"_s ? wire::ShippingStart::Now : wire::ShippingStart::Oldest;
    const auto path = session.inCluster();
    return path ? present(session, session.call(api::setShipping, *path, wanted), showShipping) : path.error();
}

Outcome remove(Session &session, const ShippingInput &input)
{
    const auto confirmed = confirm(u"Events are not shipped any more. What was written stays."_s, u"y"_s, input.yes);
    if (!confirmed)
        return confirmed.error();
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    return presentDone(session, session.call(api::deleteShipping, *path), u"Events are not shipped any more."_s);
}

} // namespace

void addShippingCommands(Command root)
{
    const auto input = std::make_shared<ShippingInput>();
    const auto bind = [input](Outcome (*command)(Session &, const ShippingInput &)) {
        return [input, command](Session &session) { return command(session, *input); };
    };
    const Command group = root.group("shipping", "Events as objects in a directory or in S3");
    group.command("show", "Where to, how far, and what is wrong").does(bind(show));
    group.command("set", "Begin, or change where to; what is not given has its default")
        .choice("--kind", &input->kind, {u"directory"_s, u"s3"_s}, "What the objects are written to", true)
        .option("--path", &input->path, "The directory, on the engine's computer")
        .option("--endpoint", &input->endpoint, "The S3 service, for example https://s3.example.net")
        .option("--region", &input->region, "Its region (default: us-east-1)")
        .option("--bucket", &input->bucket, "The bucket, which must exist")
        .option("--access-key", &input->accessKey, "The id of the key that may write there")
        .option("--secret-key", &input->secretKey, "Its secret; better from a file or UNMTA_SHIPPING_SECRET_KEY")
        .option("--secret-key-file", &input->secretKeyFile, "File with the secret in its first line; -: standard input")
        .option("--prefix", &input->prefix, "What the objects' names begin with")
        .choice("--compression", &input->compression, {u"gzip"_s, u"zstd"_s}, "Of the objects (default: gzip)")
        .option("--interval", &input->interval, "How often to look for new events (default: 5m)")
        .number("--max-bytes", &input->maxBytes, 64 * 1024, 256 * 1024 * 1024,
                "Of an object's lines before compression (default: 16777216)")
        .choice("--start", &input->start, {u"oldest"_s, u"now"_s},
                "Begin with all events or with new ones (default: where it ended, or oldest)")
        .does(bind(set));
    group.command("delete", "Ship no more; what was written stays")
        .flag("--yes", &input->yes, "Do not ask")
        .does(bind(remove));
}

} // namespace unmta::ctl
