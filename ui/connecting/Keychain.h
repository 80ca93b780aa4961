// The system's place for secrets: Secret Service or KWallet, Keychain, the Credential Manager.
#pragma once

#include <QString>

#include <functional>
#include <memory>

namespace unmta::ui {

class Keychain
{
public:
    struct Answer
    {
        bool isDone = false;
        QString secret;  // of read()
        QString problem; // the system's own words, when it is not done
    };
    using Done = std::function<void(const Answer &)>;

    virtual ~Keychain() = default;

    // None of them blocks; the system may ask its user first. `done` comes once, later.
    virtual void read(const QString &key, Done done) = 0;
    virtual void write(const QString &key, const QString &secret, Done done) = 0;
    virtual void remove(const QString &key, Done done) = 0;
};

// Null where this program was built without qtkeychain. Whether there is a service behind it shows when it is used.
[[nodiscard]] std::unique_ptr<Keychain> systemKeychain();

} // namespace unmta::ui
