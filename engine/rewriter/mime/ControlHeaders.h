// What the message itself asks for (architecture.md, "Rewriting rules"): X-Unmta-Track, X-Unmta-Tracking-Host,
// X-Unmta-Message-Id, X-Unmta-Meta, X-Unmta-Pixel-Position. All are removed from what goes out.
#pragma once

#include "rewriter/mime/MimeScanner.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

namespace unmta::rewriter {

struct ControlHeaders
{
    // Present when X-Unmta-Track was: then these hold instead of the cluster's rules.
    std::optional<bool> opens;
    std::optional<bool> clicks;
    QByteArray trackingHost; // lower case, without trailing dot
    QString messageId;       // of Message-ID; without angle brackets, as the next
    QString wantedMessageId; // of X-Unmta-Message-Id: goes before it
    QMap<QString, QString> meta;
    std::optional<PixelPosition> pixelPosition;
    std::vector<std::size_t> fields; // indices into the header of those to be removed
    bool dkimSigned = false;
    QStringList warnings;
};

[[nodiscard]] ControlHeaders readControlHeaders(std::string_view message, const std::vector<HeaderField> &header);

} // namespace unmta::rewriter
