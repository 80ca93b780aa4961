// By what a message is known again when it comes by a second time, through a content filter or from a programme that
// had it rewritten before. Its pixel is then there already, while the pixel of a message that it quotes is not its own.
//
// A pixel is sealed for a message id and, where that is not the Message-ID that the message leaves with, for an origin:
// a digest of that Message-ID, or "-" when it has none. So a message is known again by
//
//   - X-Unmta-Message-Id alone, where it has that: who still has it has not come by before;
//   - else its Message-ID or the API's `message_id`, as id of the pixel; or its Message-ID, as origin of the pixel;
//   - nothing, when it never had an id that stays: a pixel of a message without Message-ID, in a message that has no id
//     either, is its own. A mail server's queue id says nothing, it is new each time;
//   - the pixel's place, when it has been given an id since: where we put pixels, and as we write them.
#pragma once

#include <QString>

#include <cstdint>

namespace unmta {
struct LinkPayload;
}

namespace unmta::rewriter {

enum class PixelOwner : std::uint8_t
{
    ThisMessage,
    Another,
    AsPlaced, // this message if the pixel stands where its rewriting would put it
};

class MessageIdentity
{
public:
    MessageIdentity() = default;
    MessageIdentity(QString headerId, QString wantedId, QString contextId);

    // For the events; empty: none that stays.
    [[nodiscard]] QString id() const;
    // For a pixel with that message id.
    [[nodiscard]] QString originFor(const QString &messageId) const;
    [[nodiscard]] PixelOwner ownerOf(const LinkPayload &pixel) const;

private:
    QString m_headerId;
    QString m_wantedId;
    QString m_contextId;
};

} // namespace unmta::rewriter
