// Lets an object be destroyed on one thread while its callbacks run on another: after close() none of them runs any
// more, and none is still running.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace unmta::acme {

class Gate : public std::enable_shared_from_this<Gate>
{
public:
    // Waits for a callback that is running; may be called from inside one.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
    }

    template <typename Function>
    [[nodiscard]] auto wrap(Function function)
    {
        return [gate = shared_from_this(), function = std::move(function)](auto &&...arguments) mutable {
            const std::lock_guard lock(gate->m_mutex);
            if (gate->m_isOpen)
                function(std::forward<decltype(arguments)>(arguments)...);
        };
    }

private:
    std::recursive_mutex m_mutex; // recursive: a callback may destroy its owner
    bool m_isOpen = true;
};

} // namespace unmta::acme
