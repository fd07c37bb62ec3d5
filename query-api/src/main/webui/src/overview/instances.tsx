import type { Instance } from "../api";
import { link } from "../route";

export function Instances(props: { instances: Instance[] }) {
  return (
    <section aria-labelledby="instances">
      <h2 id="instances">Instances</h2>
      {props.instances.length === 0 ? (
        <p class="empty">
          None yet. <a href={link(["instances"])}>Add one</a>: its name, host, user and password.
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Address</th>
              <th>Environment</th>
              <th>Cluster</th>
            </tr>
          </thead>
          <tbody>
            {props.instances.map((instance) => (
              <tr key={instance.instance_name}>
                <td>
                  <a href={link(["load"], { instance: instance.instance_name })}>{instance.instance_name}</a>
                </td>
                <td class="code">
                  {instance.host}:{instance.port}
                </td>
                <td>{instance.environment}</td>
                <td>{instance.cluster_name ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
