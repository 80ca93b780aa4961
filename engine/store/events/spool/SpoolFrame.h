// How events lie in the spool: frames, each of them
//   LF "E2 " · checksum (16 hex digits, of what follows the next space) · SP · length of the body (8 hex digits) · body
// and the body is the total of answers that left early (Varint.h), then packed events (PackedEvents.h). Internal to
// this folder.
//
// Also understood: the lines of releases before there were segments, "checksum total number JSON" with the JSON of
// EventRowTable.h's time, an array of arrays.
#pragma once

#include <QByteArray>

namespace unmta::store {

void appendSpoolFrame(QByteArray &to, QByteArrayView packed, quint64 answeredEarly);
// Adds what whole frames hold; `answeredEarly` becomes the largest total.
void readSpoolFrames(QByteArrayView text, QByteArray &packed, quint64 &answeredEarly);

} // namespace unmta::store
