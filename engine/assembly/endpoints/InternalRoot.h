// The internal certificate authority of this installation: its root is made once and kept in the store, and lies beside
// it as a file for clients on this computer. Engine thread.
#pragma once

#include "acme/InternalCa.h"
#include "base/Clock.h"

#include <QString>

#include <optional>

namespace unmta {

namespace store {
class EngineStore;
}

class InternalRoot
{
public:
    // `clock` has the real time also in the sandbox, for those who check the root have it.
    InternalRoot(store::EngineStore &store, QString dataDir, const Clock &clock);

    // Made where it is missing. Errors: store.*, acme.internal_ca.
    [[nodiscard]] Result<acme::InternalCa> authority();
    // None before authority() was called: nothing of this engine depends on it then. Unless it is wanted, since another
    // node issues: then as the store has it.
    [[nodiscard]] std::optional<QString> pem(bool isWanted = false) const;

private:
    store::EngineStore &m_store;
    QString m_dataDir;
    const Clock &m_clock;
    mutable std::optional<QString> m_pem;
};

} // namespace unmta
