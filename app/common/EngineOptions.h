// The options of an engine, the same for the headless program and the console that embeds one: flags, environment
// variables and a configuration file. The nearer wins, in this order, and all of them over what is stored.
#pragma once

#include "assembly/EngineConfig.h"
#include "base/Log.h"
#include "base/Result.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace unmta {

class EngineOptions
{
public:
    // Declares --data-dir, --http, --https, --api, --set, --store, --store-password-file,
    // --config and --sandbox, with UNMTA_DATA_DIR and so on.
    void addTo(CLI::App &app);
    // Reads the command line of a program that is an engine and nothing else, which has --log-format
    // and --restore besides. What it
    // returns is the exit status of one that asked for help or was wrong; nothing: go on.
    [[nodiscard]] std::optional<int> read(int argc, char **argv, const char *program, const char *purpose);
    // After parsing. Errors: config.bad_listener, config.bad_setting, config.bad_store, config.store_password.
    [[nodiscard]] Result<EngineConfig> config() const;
    [[nodiscard]] LogFormat logFormat() const;
    // The copy that is to become the store; empty: none, start the engine.
    [[nodiscard]] QString toRestore() const;
    // What its key is sealed with; empty: nothing.
    [[nodiscard]] QString passphraseFile() const;

private:
    std::string m_dataDir;
    std::string m_store;
    std::string m_storePasswordFile;
    std::vector<std::string> m_http;
    std::vector<std::string> m_https;
    std::string m_api;
    std::string m_restore;
    std::string m_passphraseFile;
    std::vector<std::string> m_settings; // of the command line
    std::vector<std::string> m_settingsOfFile;
    std::string m_logFormat;
    bool m_sandbox = false;
};

} // namespace unmta
