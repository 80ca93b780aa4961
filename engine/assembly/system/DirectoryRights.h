// Whose a directory is. Any thread.
#pragma once

class QFileInfo;

namespace unmta {

// Whether nobody but its owner (and the computer's administrators) may look into it: else the keys are not the engine's
// alone.
[[nodiscard]] bool isPrivate(const QFileInfo &directory);
// Whether it belongs to whom this process runs as.
[[nodiscard]] bool isOwn(const QFileInfo &directory);

} // namespace unmta
