// Command informer follows the ConfigMaps of a namespace by a shared informer of client-go. It writes
// each event as a line of JSON. For each line of its input it writes what its cache holds.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

// line is what the test reads: an event has a name and a version, a state has items.
type line struct {
	Type    string            `json:"type"`
	Name    string            `json:"name,omitempty"`
	Version string            `json:"version,omitempty"`
	Items   map[string]string `json:"items,omitempty"`
}

type writer struct {
	mutex   sync.Mutex
	encoder *json.Encoder
}

func (w *writer) write(l line) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if err := w.encoder.Encode(l); err != nil {
		os.Exit(1)
	}
}

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(kubeconfig, namespace string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactoryWithOptions(
		client, 0, informers.WithNamespace(namespace))
	informer := factory.Core().V1().ConfigMaps().Informer()
	out := &writer{encoder: json.NewEncoder(os.Stdout)}
	tell := func(kind string, object any) {
		if gone, ok := object.(cache.DeletedFinalStateUnknown); ok {
			object = gone.Obj
		}
		if known, ok := object.(*corev1.ConfigMap); ok {
			out.write(line{Type: kind, Name: known.Name, Version: known.ResourceVersion})
		}
	}
	_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { tell("add", object) },
		UpdateFunc: func(_, object any) { tell("update", object) },
		DeleteFunc: func(object any) { tell("delete", object) },
	})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		return fmt.Errorf("the cache never filled")
	}
	out.write(line{Type: "synced"})
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		items := map[string]string{}
		for _, object := range informer.GetStore().List() {
			if known, ok := object.(*corev1.ConfigMap); ok {
				items[known.Name] = known.ResourceVersion
			}
		}
		out.write(line{Type: "state", Items: items})
	}
	return input.Err()
}
